"""All reads of assessment, by subject."""
