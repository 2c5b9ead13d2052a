"""The rooms of the house: thin Django apps around core."""
