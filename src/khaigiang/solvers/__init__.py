"""Pure solvers: values in, values out."""
