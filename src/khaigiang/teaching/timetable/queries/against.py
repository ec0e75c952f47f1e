"""What speaks against a piece in another half-day, each in words with the level of its rule."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from django.utils.translation import gettext as _

from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.rules import availability
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.around import Around, closed, lacking_in, meeting
from khaigiang.teaching.timetable.queries.findings import SAID_OF_AVAILABILITY
from khaigiang.teaching.timetable.queries.slots import Drop, Note
from khaigiang.teaching.timetable.rules import Place, out_of_order
from khaigiang.teaching.timetable.states import FindingKind, Level
from khaigiang.teaching.venues.models import Hall

Pair = tuple[int, int]
Standing = tuple[Draft | Session, ProgrammeItem]


class Against:
    """What speaks against the pieces of a class while one item is in the hand."""

    def __init__(self, around: Around, item: ProgrammeItem) -> None:
        """`item` is read with its block."""
        self.around, self.item = around, item

    def piece(self, draft: Draft, drop: Drop) -> Iterable[Note]:
        """What speaks against one piece, once all of a drop have moved."""
        session = self.around.by_item.get(draft.item_id)
        item = session.item if session else self.item
        hall = self.around.halls.get(draft.hall_id)
        if draft.on not in self.around.days:
            yield self._note(FindingKind.NOT_A_CLASS_DAY)
        if hall is not None:
            yield from self._of_hall(hall, draft, item)
            if draft.hall_id != (session.hall_id if session else self.around.training_class.hall_id):
                yield Note(sentence=_("in %(hall)s") % {"hall": hall}, level=Level.WARN)
        lecturer = self.around.lecturers.get(draft.lecturer_id or 0)
        if lecturer is not None:
            yield from self._of_lecturer(lecturer, draft, item, drop)
            if session is None or lecturer.pk != session.lecturer_id:
                yield Note(sentence=_("taught by %(lecturer)s") % {"lecturer": lecturer}, level=Level.WARN)
        elif item.kind == ItemKind.TOPIC:
            yield self._note(FindingKind.NO_LECTURER)

    def _of_hall(self, hall: Hall, draft: Draft, item: ProgrammeItem) -> Iterable[Note]:
        for other in meeting(self.around.sat.get((hall.pk, draft.on), ()), draft):
            said = _("%(others)s sits in %(hall)s then") % {"others": other.class_name, "hall": hall}
            yield Note(sentence=said, level=Level.BLOCK_ACT)
        if closed(hall, draft):
            yield self._note(FindingKind.HALL_CLOSED, hall=hall)
        if hall.capacity < self.around.people:
            yield self._note(FindingKind.HALL_TOO_SMALL, hall=hall, seats=hall.capacity, people=self.around.people)
        if lacking := lacking_in(hall, item):
            yield self._note(FindingKind.HALL_LACKS, hall=hall, needs=", ".join(lacking))

    def _of_lecturer(self, lecturer: Lecturer, draft: Draft, item: ProgrammeItem, drop: Drop) -> Iterable[Note]:
        for other in meeting(self.around.taught.get((lecturer.pk, draft.on), ()), draft):
            said = _("%(lecturer)s teaches %(others)s then") % {"lecturer": lecturer, "others": other.class_name}
            yield Note(sentence=said, level=Level.BLOCK_ACT)
        if not lecturer.is_active:
            yield self._note(FindingKind.LECTURER_WITHDRAWN, lecturer=lecturer)
        can = availability(self.around.times[lecturer.pk], draft.on, draft.half_day)
        if can in SAID_OF_AVAILABILITY:
            yield self._note(SAID_OF_AVAILABILITY[can], lecturer=lecturer)
        may_teach = self.around.qualified[item.pk]
        if may_teach and lecturer.pk not in may_teach:
            yield self._note(FindingKind.NOT_QUALIFIED, lecturer=lecturer)
        in_a_day, in_a_week = self.around.load(lecturer.pk, draft, drop)
        if in_a_day + 1 > lecturer.max_per_day:
            most = lecturer.max_per_day
            yield self._note(FindingKind.TOO_MUCH_IN_A_DAY, lecturer=lecturer, count=in_a_day + 1, most=most)
        if in_a_week + 1 > lecturer.max_per_week:
            most = lecturer.max_per_week
            yield self._note(FindingKind.TOO_MUCH_IN_A_WEEK, lecturer=lecturer, count=in_a_week + 1, most=most)

    def order(self, drafts: Sequence[Draft]) -> tuple[Note, ...]:
        """What would stand before something that the programme puts first, and did not before.

        Where the rule refuses the act, a piece that moves may not stand so even if it did before.
        """
        then = self._upside_down({draft.item_id: draft for draft in drafts})
        told = then - self._upside_down_now
        if self.around.levels[FindingKind.OUT_OF_ORDER] == Level.BLOCK_ACT:
            told |= {(early, late) for early, late in then if early in {draft.item_id for draft in drafts}}
        return tuple(
            self._note(FindingKind.OUT_OF_ORDER, prefix=self._titles[early], other=self._titles[late])
            for early, late in sorted(told)
        )

    def apart(self, drafts: Sequence[Draft]) -> Iterable[Note]:
        """What would stand in another half-day than what it shares one with by the programme, and did not before."""
        then: dict[int, Draft | Session] = {draft.item_id: draft for draft in drafts}
        now = self.around.by_item
        strict = self.around.levels[FindingKind.APART] == Level.BLOCK_ACT
        for draft in drafts:
            ordered = self.around.order.get(draft.item_id)
            head = ordered.head if ordered else draft.item_id
            if _are_apart(draft, then.get(head) or now.get(head)) and (
                strict or not _are_apart(now.get(draft.item_id), now.get(head))
            ):
                prefix = self._titles[draft.item_id]
                yield self._note(FindingKind.APART, prefix=prefix, other=self._titles[head])

    @cached_property
    def _titles(self) -> dict[int, str]:
        return {one.item_id: one.item.name for one in self.around.own} | {self.item.pk: self.item.name}

    @cached_property
    def _upside_down_now(self) -> set[Pair]:
        return self._upside_down({})

    def _upside_down(self, then: Mapping[int, Draft]) -> set[Pair]:
        """Pairs of items that stand in the wrong order when these stand elsewhere."""
        standing: list[Standing] = [(then.get(one.item_id) or one, one.item) for one in self.around.own]
        if self.item.pk not in self.around.by_item and self.item.pk in then:
            standing.append((then[self.item.pk], self.item))
        standing.sort(key=lambda pair: (pair[0].on, pair[0].starts_at))
        ids = [item.pk for _piece, item in standing]
        pairs = {
            (ids[early], ids[late]) for early, late in out_of_order([self._stage(item) for _one, item in standing])
        }
        for early, item_id in enumerate(ids):
            after = self.around.order[item_id].after if item_id in self.around.order else frozenset()
            pairs |= {(item_id, late) for late in ids[early + 1 :] if late in after}
        return pairs

    def _stage(self, item: ProgrammeItem) -> tuple[int, int, int]:
        ordered = self.around.order.get(item.pk)
        return Place(
            kind=item.kind,
            block=item.block.ordinal if item.block else 0,
            block_order=ordered.block_order if ordered else True,
        ).stage

    def _note(self, kind: FindingKind, *, prefix: str = "", **values: object) -> Note:
        said = str(kind.label) % values if values else str(kind.label)
        if prefix and prefix != self.item.name:
            said = f"{prefix}: {said}"
        return Note(sentence=said, level=self.around.levels[kind], kind=kind)


def _are_apart(one: Draft | Session | None, other: Draft | Session | None) -> bool:
    """Do both stand, in two half-days?"""
    return one is not None and other is not None and (one.on, one.half_day) != (other.on, other.half_day)
