"""Pages of halls, of what they are booked for and of what is served there."""
