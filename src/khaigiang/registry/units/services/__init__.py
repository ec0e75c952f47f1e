"""All writes around units and offices."""

from khaigiang.registry.units.services.loading import LoadReport, load_units
from khaigiang.registry.units.services.offices import save_office, set_contact

__all__ = ["LoadReport", "load_units", "save_office", "set_contact"]
