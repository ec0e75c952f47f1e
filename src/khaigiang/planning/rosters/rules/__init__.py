"""Whom a row is about, and what it changes: pure."""
