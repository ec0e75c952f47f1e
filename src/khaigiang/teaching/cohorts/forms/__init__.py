"""Shapes of what people type about classes; the caller says what may be chosen."""
