"""A timetable mended after an accident: somebody ill, a hall lost, a half-day without power, a class that grew."""

from khaigiang.solvers.timetabling.repairs.accident import Accident, after
from khaigiang.solvers.timetabling.repairs.allowed import allowing
from khaigiang.solvers.timetabling.repairs.narrowed import Way

__all__ = ["Accident", "Way", "after", "allowing"]
