"""The edges of training plans."""
