"""Pure papers: values in, bytes out."""
