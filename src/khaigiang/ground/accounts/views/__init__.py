"""The edges of signing in and of users."""
