"""Taking a checked list over into the register: all of it or nothing, in one transaction, with one audit entry."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.rosters.errors import ChangedMeanwhile, DoubtsAreOpen, NothingToTake, WaitsForLetter
from khaigiang.planning.rosters.models import Roster, RosterDeed, RosterRow
from khaigiang.planning.rosters.own_fields import all_fields, is_own, write_own
from khaigiang.planning.rosters.rules.facts import as_listed, as_stored, listed_facts
from khaigiang.planning.rosters.services.locking import locked
from khaigiang.planning.rosters.states import Outcome, RosterState
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.officials.services.appointments import lock_places, new_appointment, require_possible
from khaigiang.registry.officials.services.people import require_a_possible_life, set_name
from khaigiang.registry.units.models import Unit

AT_A_TIME: Final = 2_000


@transaction.atomic
def confirm_roster(roster: Roster, *, by: User, at: datetime) -> Roster:
    """Register the new people of a list, change what it says of the known ones, and give the posts it names.

    Raises NoLongerChecked, WaitsForLetter, DoubtsAreOpen, NothingToTake, ChangedMeanwhile, what the facts of a person
    raise (NotBornYet, JoinedTooYoung, FullMemberBeforeJoining) and what an appointment raises (PostIsHeld, …).
    """
    roster = locked(roster)
    _require_checked(roster)
    rows = roster.rows.taken().exclude(outcome=Outcome.SAME)
    lock_places(
        set(rows.filter(appoints=True).values_list("unit_id", flat=True)),
        set(rows.filter(appoints=True).values_list("post_id", flat=True)),
    )
    counts = {"new": 0, "changed": 0, "appointed": 0}
    for batch in _batches(rows):
        for name, count in Takeover(roster, batch, at).carry_out().items():
            counts[name] += count
    roster.state, roster.ended_by, roster.ended_at = RosterState.APPLIED, by, at
    roster.save(update_fields=["state", "ended_by", "ended_at"])
    after = {"letter": roster.letter_number, "sender": str(roster.sender), **counts}
    audit.record("confirm_roster", roster, by=by, at=at, after=after)
    return roster


def _require_checked(roster: Roster) -> None:
    if roster.waits_for_letter:
        raise WaitsForLetter
    doubtful = roster.rows.with_doubts().count()
    if doubtful:
        raise DoubtsAreOpen(count=doubtful)
    if not roster.rows.taken().exists():
        raise NothingToTake


def _batches(rows: QuerySet[RosterRow]) -> Iterator[list[RosterRow]]:
    """The rows some thousands at a time, each with its post and unit: of those there are few, and each is read once."""
    posts = Post.objects.in_bulk(rows.exclude(post=None).values_list("post_id", flat=True).distinct())
    units = Unit.objects.in_bulk(rows.exclude(unit=None).values_list("unit_id", flat=True).distinct())
    keys = list(rows.values_list("pk", flat=True))
    for first in range(0, len(keys), AT_A_TIME):
        batch = RosterRow.objects.filter(pk__in=keys[first : first + AT_A_TIME]).order_by("pk")
        found = list(batch.select_related("ends", "displaces").defer("raw", "repairs", "reasons"))
        for row in found:
            row.post, row.unit = posts.get(row.post_id or 0), units.get(row.unit_id or 0)
        yield found


class Takeover:
    """Some rows of a list carried out together."""

    def __init__(self, roster: Roster, rows: Sequence[RosterRow], at: datetime) -> None:
        self._roster, self._rows, self._today = roster, rows, local_day(at)
        self._own = all_fields(roster)
        self._deeds = {row.pk: RosterDeed(row=row) for row in rows}

    def carry_out(self) -> dict[str, int]:
        """Do what the rows propose; how many people were new, changed, appointed."""
        new = self._register()
        changed = self._change()
        self._end_others()
        appointed = self._appoint()
        self._write_own()
        RosterDeed.objects.bulk_create(self._deeds.values())
        made = RosterDeed.objects.filter(row=OuterRef("pk")).values("official")
        RosterRow.objects.filter(pk__in=self._deeds, official=None).update(official=Subquery(made))
        return {"new": new, "changed": changed, "appointed": appointed}

    def deeds(self) -> list[RosterDeed]:
        """What was done, row by row."""
        return list(self._deeds.values())

    def _register(self) -> int:
        rows = [row for row in self._rows if row.official_id is None]
        officials = [self._with_facts(Official(), listed_facts(row.values)) for row in rows]
        for row in rows:
            self._deeds[row.pk].changes = {fact: ["", text] for fact, text in row.values.items() if is_own(fact)}
        Official.objects.bulk_create(officials)
        for row, official in zip(rows, officials, strict=True):
            row.official = self._deeds[row.pk].official = official
            self._deeds[row.pk].made_official = True
        return len(rows)

    def _change(self) -> int:
        known = {row.official_id: row for row in self._rows if row.official_id and not self._deeds[row.pk].official_id}
        officials = list(Official.objects.select_for_update().filter(pk__in=known).order_by("pk"))
        fields = set[str]()
        for official in officials:
            row = known[official.pk]
            row.official = self._deeds[row.pk].official = official
            self._require_unchanged(official, row)
            changed = {field: listed for field, (_, listed) in row.changes.items() if not is_own(field)}
            self._with_facts(official, changed)
            self._deeds[row.pk].changes = row.changes
            fields.update(changed)
        if len(officials) < len(known):
            raise ChangedMeanwhile(official=str(next(row for pk, row in known.items() if row.official is None)))
        if "full_name" in fields:
            fields |= {"sort_key", "folded"}
        if fields:
            Official.objects.bulk_update(officials, sorted(fields), batch_size=500)
        return sum(1 for row in known.values() if row.changes)

    def _require_unchanged(self, official: Official, row: RosterRow) -> None:
        """What the person who checked the list saw must still stand."""
        for field, (registered, _) in row.changes.items():
            if not is_own(field) and as_listed(getattr(official, field)) != registered:
                raise ChangedMeanwhile(official=official.full_name)

    def _with_facts(self, official: Official, facts: dict[str, str]) -> Official:
        for field, listed in facts.items():
            setattr(official, field, as_stored(field, listed))
        if "full_name" in facts:
            set_name(official, facts["full_name"])
        require_a_possible_life(official, self._today)
        return official

    def _end_others(self) -> None:
        """Posts that people leave for those of the list, or that others take over from them."""
        ending: list[Appointment] = []
        for row in self._rows:
            deed = self._deeds[row.pk]
            if row.ends:
                deed.ended, deed.ended_was_until = row.ends, row.ends.valid_until
                ending.append(self._ended(row.ends))
            if row.displaces:
                deed.displaced, deed.displaced_was_until = row.displaces, row.displaces.valid_until
                ending.append(self._ended(row.displaces))
        Appointment.objects.bulk_update(ending, ["valid_until"], batch_size=500)

    def _ended(self, appointment: Appointment) -> Appointment:
        appointment.valid_until = self._roster.holds_on
        return appointment

    def _appoint(self) -> int:
        rows = [row for row in self._rows if row.appoints and row.post and row.unit and row.official]
        appointments = [self._appointment(row) for row in rows]
        if appointments:
            require_possible(appointments)
        Appointment.objects.bulk_create(appointments)
        for row, appointment in zip(rows, appointments, strict=True):
            self._deeds[row.pk].appointment = appointment
        return len(rows)

    def _write_own(self) -> None:
        told = ((deed.official, deed.changes) for deed in self._deeds.values())
        rows = [(official, {fact: listed for fact, (_, listed) in changes.items()}) for official, changes in told]
        write_own(rows, self._own)

    def _appointment(self, row: RosterRow) -> Appointment:
        official, post, unit = row.official, row.post, row.unit
        assert official is not None, "a row without a person was registered before"
        assert post is not None, "only a row with a post gives one"
        assert unit is not None, "only a row with a unit gives a post"
        return new_appointment(
            official,
            post=post,
            unit=unit,
            way=Appointment.Way.ELECTED,
            valid_from=self._roster.holds_on,
        )
