"""What was decided about pairs: merges done, and people kept apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.removal.hanging import words_for
from khaigiang.ground.removal.models import present
from khaigiang.registry.duplicates.models import KeptApart, Merge
from khaigiang.registry.duplicates.queries.own_values import own_fields_changed_since
from khaigiang.registry.duplicates.queries.ties import attached_to
from khaigiang.registry.duplicates.snapshots import changed_since
from khaigiang.registry.officials.queries import OfficialRow, official_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayRow:
    """Two people who were said to be different, with what they hold on a day."""

    id: int
    first: OfficialRow
    second: OfficialRow
    decided_by: str


def merges() -> QuerySet[Merge]:
    """Every merge that stands, the newest first."""
    standing = Merge.objects.filter(present("kept__"), undone_at__isnull=True).select_related("kept", "made_by")
    return standing.defer("before", "after", "moved", "attached", "beside").order_by("-made_at", "-pk")


def apart_pairs() -> QuerySet[KeptApart]:
    """Pairs that are not proposed again, the newest first."""
    pairs = KeptApart.objects.filter(present("first__"), present("second__"))
    return pairs.select_related("first", "second", "decided_by").order_by("-decided_at", "-pk")


def apart_rows(pairs: Iterable[KeptApart], on: date) -> list[AwayRow]:
    """The pairs of one page with what both hold on a day, in one statement."""
    found = list(pairs)
    people = {person.pk: person for pair in found for person in (pair.first, pair.second)}
    rows = {row.id: row for row in official_rows(people.values(), on)}
    return [
        AwayRow(id=pair.pk, first=rows[pair.first_id], second=rows[pair.second_id], decided_by=str(pair.decided_by))
        for pair in found
    ]


def obstacles_to_undoing(merge: Merge) -> list[str]:
    """What came after a merge and stands on it, in words; empty when it can be undone."""
    return list(dict.fromkeys(_obstacles(merge)))


def _obstacles(merge: Merge) -> Iterator[str]:
    later = Merge.objects.filter(kept=merge.kept, pk__gt=merge.pk, undone_at__isnull=True).order_by("-pk").first()
    if later:
        said = _("%(gone)s was merged into the same record later. Undo that merge first.")
        yield said % {"gone": later.gone_name}
        return
    changed = [*changed_since(merge.after, merge.kept), *own_fields_changed_since(merge)]
    if changed:
        said = _("The record was changed after the merge: %(facts)s. Put back what it said first.")
        yield said % {"facts": ", ".join(changed)}
    for tie, keys in attached_to(merge.kept).items():
        if tie.startswith(Merge._meta.label):
            continue
        new = len(set(keys) - set(merge.attached.get(tie, ())))
        if new:
            said = _("The record has been given more since the merge: %(count)s × %(kind)s.")
            yield said % {"count": new, "kind": words_for(tie.rpartition(".")[0])}
