"""The edges of assessment."""
