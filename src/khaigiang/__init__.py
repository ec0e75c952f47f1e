"""Khai Giảng: plans, runs and accounts for the in-service training of a city's officials."""

__version__ = "0.1.0"
