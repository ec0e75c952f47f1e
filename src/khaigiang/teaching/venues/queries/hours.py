"""Reading the hours of schools."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from khaigiang.registry.units.models import Office
from khaigiang.teaching.venues.hours import HoursOfSchool, HoursTable, SeasonHours, minutes_of
from khaigiang.teaching.venues.models import SchoolHours, Season


def hours_of_schools(office_ids: Collection[int]) -> defaultdict[int, HoursOfSchool]:
    """The hours of these schools by their ids; one without a table has the usual ones. Two statements."""
    kept = SchoolHours.objects.filter(office__in=office_ids).prefetch_related("seasons").order_by("valid_from")
    tables: defaultdict[int, list[HoursTable]] = defaultdict(list)
    for one in kept:
        tables[one.office_id].append(table_kept(one))
    found: defaultdict[int, HoursOfSchool] = defaultdict(HoursOfSchool)
    found.update({office_id: HoursOfSchool(tables=tuple(some)) for office_id, some in tables.items()})
    return found


def hours_of_school(office_id: int) -> HoursOfSchool:
    """The hours of one school."""
    return hours_of_schools([office_id])[office_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDayMinutes:
    """How long half-days are by the newest tables: the longest of any school, and mornings and afternoons on average."""

    longest: int
    mean: int


def half_day_minutes() -> HalfDayMinutes:
    """How long half-days are in the schools that teach; two statements where hours are typed, else as usual."""
    schools = Office.objects.filter(kind=Office.Kind.SCHOOL, is_active=True).values_list("pk", flat=True)
    found = hours_of_schools(schools)
    taught = [found[pk] for pk in schools] or [HoursOfSchool()]
    seasons = [season for one in taught for season, _last in one.newest]
    lengths = [minutes_of(hours) for season in seasons for hours in (season.morning, season.afternoon)]
    return HalfDayMinutes(longest=max(one.longest for one in taught), mean=round(sum(lengths) / len(lengths)))


def table_kept(kept: SchoolHours) -> HoursTable:
    """A table as plain values, its seasons by their first days."""
    seasons = sorted((_season(one) for one in kept.seasons.all()), key=lambda one: one.begins)
    return HoursTable(valid_from=kept.valid_from, seasons=tuple(seasons))


def table_in_force(office: Office, on: date) -> SchoolHours | None:
    """The table of a school that is in force on a day; none where nobody has typed one yet."""
    return office.hours.filter(valid_from__lte=on).order_by("-valid_from").first()


def _season(one: Season) -> SeasonHours:
    evening = (one.evening_from, one.evening_until) if one.evening_from and one.evening_until else None
    return SeasonHours(
        name=one.name,
        begins=(one.begins_month, one.begins_day),
        morning=(one.morning_from, one.morning_until),
        afternoon=(one.afternoon_from, one.afternoon_until),
        evening=evening,
    )
