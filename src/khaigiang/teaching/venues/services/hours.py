"""Keeping the hours of schools; what sessions make of them is told by the timetable above."""

from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.registry.units.models import Office
from khaigiang.teaching.venues.hours import HoursTable, SeasonHours
from khaigiang.teaching.venues.models import SchoolHours, Season


def keep_hours_in_transaction(office: Office, table: HoursTable, *, source: str, by: User, at: datetime) -> SchoolHours:
    """Write a table of a school, instead of one from the same day, within a service that records it."""
    values = {"source": source, "set_by": by, "set_at": at}
    kept, _is_new = SchoolHours.objects.update_or_create(office=office, valid_from=table.valid_from, defaults=values)
    kept.seasons.all().delete()
    Season.objects.bulk_create(_season(kept, one) for one in table.seasons)
    return kept


def drop_hours_in_transaction(kept: SchoolHours) -> None:
    """Take a table away, within a service that records it."""
    kept.delete()


def _season(kept: SchoolHours, one: SeasonHours) -> Season:
    evening_from, evening_until = one.evening or (None, None)
    return Season(
        school_hours=kept,
        name=one.name,
        begins_month=one.begins[0],
        begins_day=one.begins[1],
        morning_from=one.morning[0],
        morning_until=one.morning[1],
        afternoon_from=one.afternoon[0],
        afternoon_until=one.afternoon[1],
        evening_from=evening_from,
        evening_until=evening_until,
    )
