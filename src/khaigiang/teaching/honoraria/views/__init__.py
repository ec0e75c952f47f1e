"""Pages of load and honoraria."""
