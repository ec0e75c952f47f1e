"""Pure solvers: values in, values out; no Django, nothing of the product, no clock but the time limit."""
