"""Tags of the class pages."""
