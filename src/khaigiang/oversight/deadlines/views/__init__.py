"""Pages of who falls due, of requirements, reliefs and proofs."""
