"""All reads of reporting."""

from khaigiang.oversight.reporting.queries.figures import Figure, Figures, figures_of

__all__ = ["Figure", "Figures", "figures_of"]
