"""The first plan of a city by a linear model, and the bound its prices prove."""
