"""The search for a whole city: a network gives the bound and the first plan, which is then mended."""
