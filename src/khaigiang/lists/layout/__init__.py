"""Where the table of a list is, and what each of its columns means."""
