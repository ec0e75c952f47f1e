"""Pages of lists that offices sent."""
