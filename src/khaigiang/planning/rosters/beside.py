"""One row of a list beside the register: whom it is about, what it changes, what a person has to say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.shared.known_days import WHOLE
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.own_fields import is_own, own_changes
from khaigiang.planning.rosters.rules.answers import HINDRANCES
from khaigiang.planning.rosters.rules.facts import (
    FACT_OF,
    FIELD_OF,
    as_listed,
    differences,
    doubtful,
)
from khaigiang.planning.rosters.rules.matching import Likeness, Match, match
from khaigiang.planning.rosters.states import Choice, Outcome, Proof
from khaigiang.registry.duplicates.rules import Person
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.rules import telephone_digits
from khaigiang.vietnamese.names import fold, tidy

LONGEST_DETAIL: Final = 300
# Rows with these doubts can all be answered at once; of the others those whose cells hold the same text.
ANSWERED_BY_CHOICE: Final = frozenset(
    {
        "person_unsure",
        "fact_differs",
        "holds_other",
        "post_held",
        "post_twice",
        "post_of_other_level",
        "hidden_row",
        "twice",
    }
)
# The office says whom a committee meant by the one whom it registered.
WHO_IS_MEANT: Final = frozenset({"person_unsure", "corrected", "asked_office"})
CHOICES: Final = frozenset(Choice.values)
GOES_WITHOUT: Final = frozenset({Choice.EMPTY, Choice.NO_POST})
# A row is known by its place in the file before it has a key of its own.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered of a row, by field and code; and the fields of which the reader's doubts are still open."""

    answers: Mapping[tuple[str, str], str]
    waiting: frozenset[str] = frozenset()

    def to(self, field: str, code: str) -> str:
        """The answer to one doubt, or nothing."""
        return self.answers.get((field, code), "")

    def is_given_up(self, field: str) -> bool:
        """Did a person say to go on without this field?"""
        return any(of == field and answer in GOES_WITHOUT for (of, _), answer in self.answers.items())

    def value(self, field: str) -> str:
        """The value that a person gave a field, whatever the doubt was."""
        given = [answer for (of, _), answer in self.answers.items() if of == field and answer not in CHOICES]
        return given[-1] if given else ""

    @property
    def person(self) -> str:
        """Who a person said is meant: the key of an official, Choice.NEW, or nothing."""
        said = [answer for (field, code), answer in self.answers.items() if field == "person" and code in WHO_IS_MEANT]
        meant = [answer for answer in said if answer.isdecimal() or answer == Choice.NEW]
        return meant[-1] if meant else ""


NOTHING_SAID: Final = Said({})


def place_of(row: RosterRow) -> Place:
    """Where a row stands in its file."""
    return (row.sheet, row.number)


class Register:
    """Officials who may be meant by some rows, and who holds what on the day."""

    def __init__(self, rows: Sequence[RosterRow], named: set[int], day: date, people: QuerySet[Official]) -> None:
        self.day = day
        units = {row.unit_id for row in rows if row.unit_id}
        posts = {row.post_id for row in rows if row.post_id}
        held = Appointment.objects.on(day).select_related("post", "unit", "official")
        self.officials = {official.pk: official for official in _officials_like(people, rows, named, units, day)}
        self.own_changes: dict[int, dict[str, list[str]]] = {}
        self.listed_at: dict[int, tuple[int | None, int | None]] = {}
        self.claims: dict[tuple[int, int], list[tuple[Place, str]]] = defaultdict(list)
        self.appointments: dict[int, list[Appointment]] = defaultdict(list)
        for appointment in held.filter(official__in=self.officials):
            self.appointments[appointment.official_id].append(appointment)
        self.holders: dict[tuple[int, int], list[Appointment]] = defaultdict(list)
        for appointment in held.filter(unit__in=units, post__in=posts, is_sole=True):
            self.holders[appointment.unit_id, appointment.post_id].append(appointment)
        self._by_key: dict[tuple[str, object], set[int]] = defaultdict(set)
        for official in self.officials.values():
            for key in _keys(official.folded, official.identity_number, official.born_on):
                self._by_key[key].add(official.pk)
        self._people = {pk: self._person(official) for pk, official in self.officials.items()}

    def note_the_list(self, roster: Roster, rows: Sequence[RosterRow]) -> None:
        """Learn who the list itself moves away from a post, and which posts it names several people for."""
        holders = {one.official_id for held in self.holders.values() for one in held}
        units = {row.unit_id for row in rows if row.unit_id}
        sole = {row.post_id for row in rows if row.post and not row.post.is_shared}
        told = roster.rows.taken().filter(Q(official__in=holders) | Q(unit__in=units, post__in=sole))
        known = told.values_list("sheet", "number", "official", "unit", "post", "values__full_name")
        lines = {(sheet, number): rest for sheet, number, *rest in known}
        for row in rows:
            lines.pop(place_of(row), None)
            if not row.is_left_out:
                name = row.values.get("full_name", "")
                lines[place_of(row)] = [row.official_id, row.unit_id, row.post_id, name]
        for place, (official, unit, post, name) in sorted(lines.items()):
            if official:
                self.listed_at[official] = (unit, post)
            self.claims[unit or 0, post or 0].append((place, str(name)))

    def claimed_before(self, row: RosterRow) -> str:
        """Whom an earlier row of the list names for the same post in the same unit; nobody where it is the first."""
        claims = self.claims[row.unit_id or 0, row.post_id or 0]
        return next((f"{name} ({place[1]})" for place, name in claims if place < place_of(row)), "")

    def compare_own(self, rows: Sequence[RosterRow], fields: Mapping[str, OwnField]) -> None:
        """Learn where the list says otherwise in own fields than what is recorded."""
        listed = {
            row.official_id: {fact: text for fact, text in row.values.items() if is_own(fact)}
            for row in rows
            if row.official_id
        }
        self.own_changes = own_changes({key: told for key, told in listed.items() if told}, self.officials, fields)

    def moves_away(self, appointment: Appointment) -> bool:
        """Does the list name the holder of a post somewhere else?"""
        place = (appointment.unit_id, appointment.post_id)
        return self.listed_at.get(appointment.official_id, place) != place

    def like(self, row: RosterRow) -> Match:
        """Who is meant by a row."""
        listed = _listed(row)
        keys = _keys(listed.letters, listed.number, listed.born_on)
        found = set().union(*(self._by_key.get(key, set()) for key in keys))
        return match(listed, (self._people[pk] for pk in found))

    def _person(self, official: Official) -> Person:
        return Person(
            id=official.pk,
            name=tidy(official.full_name).lower(),
            letters=official.folded,
            gender=official.gender,
            born_on=official.born_on,
            number=official.identity_number,
            phone=telephone_digits(official.phone),
            places=frozenset((held.post_id, held.unit_id) for held in self.appointments[official.pk]),
        )


class RowProposal:
    """One row against the register."""

    def __init__(self, row: RosterRow, said: Said, register: Register) -> None:
        self._row, self._said, self._register = row, said, register
        self._doubts: list[RosterDoubt] = []

    def doubts(self) -> list[RosterDoubt]:
        """Set what the row changes; what of it a person has to say."""
        self._row.ends = self._row.displaces = None
        self._compare()
        self._propose_appointment(self._register.day)
        self._row.outcome = self._outcome()
        return [] if self._row.is_left_out else self._doubts

    def find(self) -> None:
        """Set whom the row is about, with the reasons."""
        row, answer = self._row, self._said.person
        found = self._register.like(row)
        row.official, row.reasons, row.score, row.proof = None, [], 0, Proof.NONE
        if answer:
            row.proof = Proof.SAID
            # Who left the committee's units since is looked at no more.
            row.official = None if answer == Choice.NEW else self._register.officials.get(int(answer))
            self._keep_reasons(next((like for like in found.likely if str(like.official) == answer), None))
        elif found.official:
            row.proof = Proof.SURE
            row.official = self._register.officials[found.official.official]
            self._keep_reasons(found.official)
        elif found.likely:
            row.proof = Proof.UNSURE
            self._keep_reasons(found.likely[0])
            names = ", ".join(str(like.official) for like in found.likely[:8])
            self._doubt("person", "person_unsure", names)

    def _keep_reasons(self, likeness: Likeness | None) -> None:
        if likeness:
            self._row.score, self._row.reasons = likeness.score, list(likeness.reasons)

    def _compare(self) -> None:
        """What the list says otherwise than the register of a known person."""
        row = self._row
        if row.official is None:
            row.changes = {}
            self._require_enough()
            return
        registered = {field: as_listed(getattr(row.official, field)) for field in FIELD_OF.values()}
        changes = differences(row.values, registered)
        for field in doubtful(changes):
            self._decide(field, changes)
        row.changes = changes | self._register.own_changes.get(row.official_id or 0, {})

    def _decide(self, field: str, changes: dict[str, list[str]]) -> None:
        fact = FACT_OF[field]
        answer = self._ask(fact, "fact_differs", changes[field][0])
        if answer == Choice.OURS:
            del changes[field]

    def _require_enough(self) -> None:
        """A new person has at least a name and a sex."""
        if "gender" not in self._row.values and self._row.proof != Proof.UNSURE:
            self._ask("gender", "sex_missing")

    def _propose_appointment(self, day: date) -> None:
        row = self._row
        row.appoints = False
        if not row.unit:
            self._ask("unit", "unit_missing")
            return
        if not row.post:
            self._ask("position", "post_unknown", row.values.get("position", ""))
            return
        if row.post.unit_level != row.unit.level:
            self._ask("position", "post_of_other_level", row.unit.name)
            return
        held = self._register.appointments[row.official_id] if row.official_id else []
        if any((one.post_id, one.unit_id) == (row.post_id, row.unit_id) for one in held):
            return
        row.appoints = self._leaves_other(held, day) and self._finds_it_free(day)

    def _leaves_other(self, held: Sequence[Appointment], day: date) -> bool:
        """Whether the post is given, when the person holds another one."""
        others = [one for one in held if one.way != Appointment.Way.ACTING]
        if not others or self._row.proof == Proof.UNSURE:
            return True
        latest = max(others, key=lambda one: (one.valid_from, one.pk))
        answer = self._ask("person", "holds_other", f"{latest.post.short_title}, {latest.unit.name}")
        if answer == Choice.TRANSFER and latest.valid_from < day:
            self._row.ends = latest
        return answer != Choice.NO_POST

    def _finds_it_free(self, day: date) -> bool:
        """Whether the post is given, when somebody else holds it."""
        row = self._row
        assert row.post, "a row without a post is asked for it first"
        if row.post.is_shared or row.proof == Proof.UNSURE:
            return True
        rival = self._register.claimed_before(row)
        if rival:
            return self._ask("person", "post_twice", rival) != Choice.NO_POST
        holders = self._register.holders[row.unit_id or 0, row.post_id or 0]
        other = next((one for one in holders if one.official_id != row.official_id), None)
        if other is None or self._register.moves_away(other):
            return True
        answer = self._ask("person", "post_held", other.official.full_name)
        if answer == Choice.REPLACE and other.valid_from < day:
            row.displaces = other
        return answer != Choice.NO_POST

    def _outcome(self) -> Outcome:
        row = self._row
        if row.is_left_out:
            return Outcome.LEFT_OUT
        if row.proof == Proof.UNSURE:
            return Outcome.OPEN
        if row.official_id is None:
            return Outcome.NEW
        return Outcome.CHANGED if row.changes or row.appoints else Outcome.SAME

    def _ask(self, field: str, code: str, detail: str = "") -> str:
        """What was answered; a doubt where nothing was."""
        answer = self._said.to(field, code)
        # The reader's own doubt about the field is answered first.
        is_asked = not answer and field not in self._said.waiting and not self._said.is_given_up(field)
        if is_asked:
            self._doubt(field, code, detail)
        return answer

    def _doubt(self, field: str, code: str, detail: str = "") -> None:
        alike = "" if code in ANSWERED_BY_CHOICE else like_of(self._row, field)
        if code in HINDRANCES:
            # Each is about one person, who is named; all of a kind can still be answered at once.
            alike = self._row.values.get("full_name", "")
        self._doubts.append(
            RosterDoubt(
                row=self._row,
                field=field,
                code=code,
                detail=detail[:LONGEST_DETAIL],
                alike=alike[:LONGEST_DETAIL],
                is_of_matching=True,
            )
        )


def like_of(row: RosterRow, field: str) -> str:
    """What a field's cells hold: rows with the same text there can be answered at once."""
    return " | ".join(text for _, text in row.raw.get(field, ()))


def _listed(row: RosterRow) -> Person:
    values = row.values
    return Person(
        id=0,
        name=values.get("full_name", "").lower(),
        letters=fold(values.get("full_name", "")),
        gender=values.get("gender", ""),
        born_on=values.get("dob", ""),
        number=values.get("cccd", ""),
        phone=values.get("phone", ""),
        # Of a post that is not known yet the unit still tells.
        places=frozenset({(row.post_id or 0, row.unit_id)} if row.unit_id else ()),
    )


def _keys(letters: str, number: str, born_on: str) -> list[tuple[str, object]]:
    keys: list[tuple[str, object]] = [("name", letters)]
    if number:
        keys.append(("number", number))
    if len(born_on) == WHOLE:
        keys.append(("born", born_on))
    return keys


def _officials_like(
    people: QuerySet[Official], rows: Iterable[RosterRow], named: set[int], units: set[int], day: date
) -> Iterable[Official]:
    """Of the people who may be meant: whoever has a listed name or number, or was born on a listed day and holds a post in a listed unit; and the named."""
    listed = [_listed(row) for row in rows]
    born = {person.born_on for person in listed if len(person.born_on) == WHOLE}
    here = Appointment.objects.on(day).filter(official=OuterRef("pk"), unit__in=units)
    return people.filter(
        Q(folded__in={person.letters for person in listed})
        | Q(identity_number__in={person.number for person in listed} - {""})
        | Q(pk__in=named)
        | (Q(born_on__in=born) & Exists(here))
    )
