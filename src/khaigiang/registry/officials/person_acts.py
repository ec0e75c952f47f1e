"""Acts on one official that features above offer on the person's page."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAct:
    """A button on the page of an official, for whoever keeps them; its address takes the official's id."""

    url_name: str
    label: Promise | str
    icon: str


_acts: Final[dict[str, PersonAct]] = {}


def offer_act(act: PersonAct) -> None:
    """Put a button on the page of an official."""
    _acts[act.url_name] = act


def acts() -> tuple[PersonAct, ...]:
    """Every such button."""
    return tuple(_acts.values())
