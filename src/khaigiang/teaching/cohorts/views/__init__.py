"""The edges of classes."""
