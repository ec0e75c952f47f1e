"""The edges of the document register."""
