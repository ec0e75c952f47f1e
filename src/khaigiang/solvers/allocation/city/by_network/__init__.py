"""The first plan of a large city by a cheapest flow from districts to classes."""
