"""What a form says where nothing can be chosen yet."""

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What must be there before anything can be chosen, and the page where it is made."""

    sentence: Promise | str
    url_name: str


def missing(field: BoundField) -> Missing | None:
    """What an empty list of choices waits for, where its form says so in `missing`; None once there is a choice."""
    said: Missing | None = getattr(field.form, "missing", {}).get(field.name)
    if said is None or any(str(value) for value, _label in getattr(field.field, "choices", ())):
        return None
    return said
