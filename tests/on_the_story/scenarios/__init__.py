"""How every writing endpoint is posted to validly on the story's data: one readable table, feature by feature."""
