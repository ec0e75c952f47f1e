"""What the cells of a list say, each fact by its own rules: a value, doubts for a person, and sure repairs."""
