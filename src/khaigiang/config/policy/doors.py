"""Who may open the pages of doors."""

from typing import Final

from khaigiang.config.rule import ANYONE, PUBLIC, Rule

DOORS: Final[dict[str, Rule]] = {
    "rehearsal:become": PUBLIC,
    "portals:home": ANYONE,
    "portals:search": ANYONE,
}
