"""The edges of reporting."""
