"""The edges of requests and nominations."""
