"""Pages of answers: under a personal link, signed in, for committees and the office."""
