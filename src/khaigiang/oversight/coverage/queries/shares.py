"""The posts of a plan added up by committee, district, quarter or kind of unit, in columns that never rise."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from khaigiang.oversight.coverage.queries.rows import Counted, has_reached, share_of
from khaigiang.oversight.coverage.states import Division, PostState, Reached
from khaigiang.registry.units.models import UnitKind
from khaigiang.vietnamese.names import text_key

# Neither completed nor to be trained: these do not wait for a class.
AT_REST: Final = frozenset({PostState.COMPLETED, PostState.EXCUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One line of sums. `key` narrows the ledger to its posts; `waiting` still need training."""

    key: str
    label: str
    columns: tuple[tuple[Reached, int], ...]
    waiting: int


def shares(rows: Iterable[Counted], by: Division) -> list[Share]:
    """The posts divided: every post is in one share, so each column adds up to that of the whole."""
    divided: dict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        divided[share_of(row, by)].append(row)
    found = [_share(key, share_label(posts[0], by), posts) for key, posts in divided.items()]
    return sorted(found, key=lambda share: (not share.key, _place(share, by)))


def whole(rows: Sequence[Counted]) -> Share:
    """All posts together."""
    return _share("", _("Together"), rows)


def share_label(row: Counted, by: Division) -> str:
    """The share to which a division gives a post, in words."""
    labels = {
        Division.COMMITTEE: row.committee,
        Division.DISTRICT: row.district or _("In no district"),
        Division.QUARTER: quarter_label(share_of(row, Division.QUARTER)),
        Division.AREA: str(UnitKind(row.area).label).capitalize(),
    }
    return labels[by]


def quarter_label(key: str) -> str:
    """A quarter in words; posts without a class are in none."""
    return "/".join(reversed(key.split("-"))) if key else _("In no quarter yet")


def _share(key: str, label: str, rows: Sequence[Counted]) -> Share:
    return Share(
        key=key,
        label=label,
        columns=tuple((column, sum(row.posts for row in rows if has_reached(row, column))) for column in Reached),
        waiting=sum(row.posts for row in rows if row.state not in AT_REST),
    )


def _place(share: Share, by: Division) -> str:
    return share.key if by == Division.QUARTER else text_key(share.label)
