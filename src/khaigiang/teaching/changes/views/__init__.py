"""Pages of changes of classes."""
