"""What happens in the story, by subject; each act is one call of a service, or a few."""
