"""What makes the plan of a city better: people move, change about, or all classes change about at once."""
