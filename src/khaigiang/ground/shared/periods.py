"""Half-open periods of days `[valid_from, valid_until)` as database conditions."""

from datetime import date

from django.db.models import F, Q


def valid_on(on: date, prefix: str = "") -> Q:
    """Rows whose period holds the day; `prefix` names the way to the row ("unit__")."""
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": on})
    )


def ends_after_it_begins() -> Q:
    """Condition of a check constraint: an ended period ends after its first day."""
    return Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from"))
