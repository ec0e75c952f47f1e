"""Pure: reads the list of an office to values, doubts and repairs; no Django, nothing of the product, no clock."""
