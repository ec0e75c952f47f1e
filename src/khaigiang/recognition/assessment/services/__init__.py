"""All writes of assessment, by subject."""
