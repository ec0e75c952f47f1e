"""The edges of need and held places."""
