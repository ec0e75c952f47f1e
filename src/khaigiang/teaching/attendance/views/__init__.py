"""The edges of attendance."""
