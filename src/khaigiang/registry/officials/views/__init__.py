"""Pages of officials, their appointments, and posts."""
