"""Pages of invented content that show every component at real size: looked at, and walked by the tests."""
