"""How a smallest set of contradicting demands is found: the claims, whether they can be met, and what can be left out."""
