"""What each row of a list is about and what it changes, said anew whenever something of the row is answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from khaigiang.planning.rosters.beside import NOTHING_SAID, Place, Register, RowProposal, Said, place_of
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow, SenderHabit
from khaigiang.planning.rosters.own_fields import all_fields
from khaigiang.planning.rosters.scope import day_of, officials_in, posts_in, units_in
from khaigiang.planning.rosters.services.putting_forward import Asked, NameProposal
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Unit
from khaigiang.vietnamese.names import fold

# As long as every key of a row.
LONGEST_KEY: Final = 18


class Proposer:
    """The register on the day of one list, asked for many rows at a time."""

    def __init__(self, roster: Roster, today: date) -> None:
        self._roster, self._today = roster, today
        self._day: date = day_of(roster, today)
        self._asked = Asked(roster, today) if roster.names_people else None
        units = Unit.objects.on(self._day).select_related("parent")
        self._units = {(unit.code, unit.name): unit for unit in units}
        self._units_by_uid = {unit.uid: unit for unit in self._units.values()}
        posts = list(Post.objects.order_by("pk"))
        self._posts = {post.pk: post for post in posts}
        self._posts_by_words: dict[tuple[str, str], Post] = {}
        for post in posts:
            for words in (post.short_title, post.title):
                self._posts_by_words[fold(words), post.unit_level] = post
        habits = SenderHabit.objects.filter(sender=roster.sender).exclude(position="")
        self.own = all_fields(roster)
        self._habits = {habit.position: self._posts[habit.post_id] for habit in habits if habit.post_id}

    def propose(self, rows: Sequence[RosterRow], said: Mapping[Place, Said]) -> list[RosterDoubt]:
        """Set whom the rows are about and what they change; returns the doubts that this raises, unsaved.

        `said` holds by a row's place what was answered. A constant number of statements for any number of rows.
        """
        for row in rows:
            self._place(row, said.get(place_of(row), NOTHING_SAID))
        named = {one.person for one in said.values() if one.person.isdecimal()}
        people = officials_in(self._roster, self._today)
        register = Register(rows, {int(answer) for answer in named}, self._day, people)
        proposals = [self._proposal(row, said.get(place_of(row), NOTHING_SAID), register) for row in rows]
        for proposal in proposals:
            proposal.find()
        register.note_the_list(self._roster, rows)
        if self._asked:
            self._asked.judge(rows, register)
        register.compare_own(rows, self.own)
        return [doubt for proposal in proposals for doubt in proposal.doubts()]

    def may_be_chosen(self, field: str, answer: str) -> bool:
        """Does an answer name a unit, a post or a person of the register that this list may be about?"""
        if field == "unit":
            return units_in(self._roster, self._today).filter(uid=answer).exists() if self._asked else _is_unit(answer)
        found = posts_in(self._roster) if field == "position" else officials_in(self._roster, self._today)
        return answer.isdecimal() and len(answer) <= LONGEST_KEY and found.filter(pk=int(answer)).exists()

    def beside(self, rows: Sequence[RosterRow]) -> list[RosterRow]:
        """These rows, and of a list of names the others in whose way something stands: it may have gone with the answer."""
        if not self._asked:
            return list(rows)
        hindered = RosterDoubt.objects.still_open().filter(is_of_matching=True, row__roster=self._roster)
        others = self._roster.rows.filter(pk__in=hindered.values("row")).exclude(pk__in=[row.pk for row in rows])
        return [*rows, *others.order_by("pk")]

    def _proposal(self, row: RosterRow, said: Said, register: Register) -> RowProposal:
        if self._asked:
            return NameProposal(row, said, register, self._asked)
        return RowProposal(row, said, register)

    def _place(self, row: RosterRow, said: Said) -> None:
        """The unit and the post of a row."""
        row.unit = self._units_by_uid.get(said.value("unit"))
        row.unit = row.unit or self._units.get((row.values.get("unit_code", ""), row.values.get("unit", "")))
        answer = said.value("position")
        row.post = self._posts.get(int(answer)) if answer.isdecimal() else None
        if row.unit and not row.post:
            row.post = self._post_named(row.values.get("position", ""), row.unit) or self._roster.post

    def _post_named(self, position: str, unit: Unit) -> Post | None:
        words = fold(position)
        return self._posts_by_words.get((words, unit.level)) or self._habits.get(words) if words else None


def _is_unit(uid: str) -> bool:
    return Unit.objects.filter(uid=uid).exists()
