"""One row of a list of names: for which post of the plan it puts whom forward, and what stands in the way."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.db.models import Q

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries import Subject, findings_of
from khaigiang.planning.nominations.rules import Code, Finding
from khaigiang.planning.nominations.states import LIVE
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.planning.plans.queries import excused_on
from khaigiang.planning.rosters.beside import Place, Register, RowProposal, Said, place_of
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.scope import asked_of, units_in
from khaigiang.planning.rosters.states import Choice, Outcome, Proof

FORBIDS: Final = {
    Code.NAMED_ELSEWHERE: "named_elsewhere",
    Code.TOO_OLD: "too_old",
}


# A person or a post of the plan, each of which a list may name once.
Claimed = tuple[str, int]


class Asked:
    """What a plan asks of one committee today, and what is answered already; nothing of any other committee."""

    def __init__(self, roster: Roster, today: date) -> None:
        assert roster.plan, "only a list of names asks for a plan's posts"
        self._roster, self._today = roster, today
        self._plan: Plan = roster.plan
        self.units = set(units_in(roster, today).values_list("pk", flat=True))
        self._posts: dict[int, list[TargetPost]] = defaultdict(list)
        for post in asked_of(roster).select_related("plan", "post", "unit", "committee").order_by("pk"):
            self._posts[post.unit_id].append(post)
        asked = [post for posts in self._posts.values() for post in posts]
        self.excused = excused_on(self._plan, today)
        self.named: dict[int, Nomination] = {
            one.target_post_id: one
            for one in Nomination.objects.filter(target_post__in=asked, state__in=LIVE).select_related("official")
        }
        self._targets: dict[Place, TargetPost] = {}
        self._forbids: dict[Place, Finding] = {}
        self._claims: dict[Claimed, list[tuple[Place, str]]] = {}

    def judge(self, rows: Sequence[RosterRow], register: Register) -> None:
        """Learn for which post each row puts somebody forward, what forbids it, and what else the list says of both."""
        self._targets = {place_of(row): post for row in rows if (post := self._target_of(row, register))}
        found = [row for row in rows if row.official and place_of(row) in self._targets]
        subjects = [Subject(self._targets[place_of(row)], row.official) for row in found if row.official]
        judged = zip(found, findings_of(self._plan, subjects, self._today), strict=True)
        self._forbids = {place_of(row): one for row, said in judged for one in said[:1] if one.blocks}
        self._note_the_list(rows)

    def posts_in(self, row: RosterRow) -> list[TargetPost]:
        """The posts that the plan asks for in a row's unit."""
        return self._posts.get(row.unit_id or 0, [])

    def target(self, row: RosterRow) -> TargetPost | None:
        """For which post the row puts its person forward, where that is clear."""
        return self._targets.get(place_of(row))

    def forbids(self, row: RosterRow) -> Finding | None:
        """What forbids naming the row's person."""
        return self._forbids.get(place_of(row))

    def said_before(self, row: RosterRow) -> str:
        """An earlier row of the list about the same post or the same person; nothing where it is the first."""
        target = self.target(row)
        claims = _claims(row.official_id, target.pk if target else None)
        first = min((line for claim in claims for line in self._claims.get(claim, ())), default=None)
        return f"{first[1]} ({first[0][1]})" if first and first[0] < place_of(row) else ""

    def _target_of(self, row: RosterRow, register: Register) -> TargetPost | None:
        asked = self.posts_in(row)
        same = next((post for post in asked if post.post_id == row.post_id), None)
        if same or len(asked) != 1:
            return same
        # Who is put forward from another post of the unit is listed with it; a row may name no post at all.
        held = register.appointments[row.official_id] if row.official_id else []
        holds_it = any((one.unit_id, one.post_id) == (row.unit_id, row.post_id) for one in held)
        says_nothing = row.post is None and not row.values.get("position")
        return asked[0] if holds_it or says_nothing else None

    def _note_the_list(self, rows: Iterable[RosterRow]) -> None:
        officials = {row.official_id for row in rows if row.official_id}
        told = self._roster.rows.taken().filter(Q(official__in=officials) | Q(target_post__in=self._targets.values()))
        known = told.values_list("sheet", "number", "official", "target_post", "values__full_name")
        lines = {(sheet, number): (_claims(person, post), str(name)) for sheet, number, person, post, name in known}
        for row in rows:
            lines.pop(place_of(row), None)
            if not row.is_left_out:
                post = self.target(row)
                claims = _claims(row.official_id, post.pk if post else None)
                lines[place_of(row)] = (claims, str(row.values.get("full_name", "")))
        self._claims = defaultdict(list)
        for place, (claims, name) in lines.items():
            for claim in claims:
                self._claims[claim].append((place, name))


def _claims(official: int | None, target: int | None) -> list[Claimed]:
    """What a row takes for itself: its person and its post."""
    return [(what, key) for what, key in (("official", official), ("post", target)) if key]


class NameProposal(RowProposal):
    """One row of a list of names, beside what the plan asks of its committee."""

    def __init__(self, row: RosterRow, said: Said, register: Register, asked: Asked) -> None:
        super().__init__(row, said, register)
        self._asked = asked
        self._asks = self._is_named_already = False

    def doubts(self) -> list[RosterDoubt]:
        """Set for which post the row puts whom forward; what of it a person has to say."""
        row = self._row
        row.ends = row.displaces = row.target_post = None
        row.appoints, row.changes = False, {}
        self._put_forward()
        if row.official and not self._is_named_already:
            self._compare()
        row.outcome = self._outcome()
        return [] if row.is_left_out else self._doubts

    def _put_forward(self) -> None:
        row = self._row
        if not row.unit:
            self._ask("unit", "unit_missing")
        elif row.unit_id not in self._asked.units:
            self._hinder("unit", "unit_not_yours", row.unit.name)
        elif not self._asked.posts_in(row):
            self._hinder("unit", "not_in_group", row.unit.name)
        elif target := self._asked.target(row):
            row.target_post = target
            self._name(target)
        elif row.proof == Proof.UNSURE:
            return
        elif row.post:
            self._hinder("position", "post_not_asked", row.post.title)
        else:
            self._hinder("position", "post_unread", row.values.get("position", ""))

    def _name(self, target: TargetPost) -> None:
        """What stands in the way of naming the row's person for a post that the plan asks for."""
        row, named = self._row, self._asked.named.get(target.pk)
        if row.proof == Proof.UNSURE:
            return
        if named and row.official_id == named.official_id:
            self._is_named_already = True
        elif in_the_way := self._what_holds_the_post(target):
            self._hinder("person", *in_the_way)
        elif row.official is None:
            self._ask_the_office("person_not_yours")
        elif forbids := self._asked.forbids(row):
            self._forbid(forbids)

    def _what_holds_the_post(self, target: TargetPost) -> tuple[str, str] | None:
        """Why nobody at all can be named for the post by this row, with what the sentence is about."""
        named, twice = self._asked.named.get(target.pk), self._asked.said_before(self._row)
        if target.pk in self._asked.excused:
            return "post_excused", self._asked.excused[target.pk]
        if named:
            return "post_named", named.official.full_name
        return ("named_twice", twice) if twice else None

    def _forbid(self, finding: Finding) -> None:
        if finding.code == Code.HOLDS_NOTHING_THERE:
            self._ask_the_office("serves_elsewhere")
        else:
            self._hinder("person", FORBIDS[finding.code], finding.about)

    def _ask_the_office(self, code: str) -> None:
        """The register is not the committee's to change by a list: the office is asked, and the row waits for it."""
        refused = self._said.to("person", "asked_office")
        asks_again = self._said.to("person", "office_refused") == Choice.ASK
        if refused.startswith(Choice.REFUSED) and not asks_again:
            self._hinder("person", "office_refused", refused.removeprefix(Choice.REFUSED).strip(": "))
        elif asks_again or self._said.to("person", code) == Choice.ASK:
            self._asks = True
        else:
            self._hinder("person", code)

    def _hinder(self, field: str, code: str, detail: str = "") -> None:
        """Say what stands in the way, also when it was answered before; the reader's own doubt comes first."""
        if field not in self._said.waiting:
            self._doubt(field, code, detail)

    def _outcome(self) -> Outcome:
        if self._row.is_left_out:
            return Outcome.LEFT_OUT
        if self._doubts or self._said.waiting or self._row.proof == Proof.UNSURE:
            return Outcome.OPEN
        if self._is_named_already:
            return Outcome.SAME
        return Outcome.ASKED if self._asks else Outcome.NAMED
