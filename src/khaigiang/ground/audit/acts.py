"""What the recorded acts are called for a reader: each feature names its own in its AppConfig.ready."""

from collections.abc import Mapping

from django.utils.functional import Promise

_names: dict[str, Promise | str] = {}


def name_acts(names: Mapping[str, Promise | str]) -> None:
    """Give acts their names: `{"give_mandate": _("gave a mandate")}`."""
    _names.update(names)


def name_of(act: str) -> str:
    """The name of an act; one that nobody named is shown as it was recorded, in plain words."""
    return str(_names.get(act, act.replace("_", " ")))
