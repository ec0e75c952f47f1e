"""The edges of the timetable."""
