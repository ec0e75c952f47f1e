"""All writes around units and offices."""

from khaigiang.registry.units.services.correcting import correct_unit
from khaigiang.registry.units.services.loading import LoadReport, load_units
from khaigiang.registry.units.services.offices import save_office, set_contact

__all__ = ["LoadReport", "correct_unit", "load_units", "save_office", "set_contact"]
