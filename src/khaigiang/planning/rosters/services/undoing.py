"""Taking a list back out of the register, as long as nothing depends on it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Model

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.removal.hanging import first_built_on, resting_on
from khaigiang.planning.rosters.errors import NotTakenOver, SomethingDepends
from khaigiang.planning.rosters.models import Roster, RosterDeed, RosterRow
from khaigiang.planning.rosters.own_fields import all_fields, is_own, write_own
from khaigiang.planning.rosters.rules.facts import as_listed, as_stored
from khaigiang.planning.rosters.states import RosterState
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.services.people import set_name

# What a list itself hangs on a person goes with it.
OWN: Final = (RosterRow, RosterDeed)
AT_A_TIME: Final = 2_000


@transaction.atomic
def undo_roster(roster: Roster, *, by: User, at: datetime) -> Roster:
    """Give the register back as it was before the list was taken over; raises NotTakenOver or SomethingDepends."""
    roster = Roster.objects.select_for_update().get(pk=roster.pk)
    if roster.state != RosterState.APPLIED:
        raise NotTakenOver
    rows = take_deeds_back(roster)
    roster.state, roster.ended_by, roster.ended_at = RosterState.UNDONE, by, at
    roster.save(update_fields=["state", "ended_by", "ended_at"])
    audit.record("undo_roster", roster, by=by, at=at, after={"title": roster.title, "rows": rows})
    return roster


def take_deeds_back(roster: Roster) -> int:
    """A step of larger acts: undo what taking each row over did; how many. Raises SomethingDepends."""
    keys = list(RosterDeed.objects.filter(row__roster=roster).values_list("pk", flat=True))
    for first in range(0, len(keys), AT_A_TIME):
        _take_back(roster, keys[first : first + AT_A_TIME])
    return len(keys)


def _take_back(roster: Roster, keys: list[int]) -> None:
    related = ("official", "appointment__post", "appointment__unit", "ended", "displaced")
    deeds = list(RosterDeed.objects.filter(pk__in=keys).select_related(*related).order_by("pk"))
    _require_unchanged(roster, deeds)
    given = [deed.appointment for deed in deeds if deed.appointment]
    made = [deed.official for deed in deeds if deed.made_official]
    _require_nothing_rests(deeds)
    _require_nothing_built(given)
    RosterDeed.objects.filter(pk__in=keys).delete()
    Appointment.objects.filter(pk__in=[appointment.pk for appointment in given]).delete()
    write_own(((deed.official, _before(deed)) for deed in deeds), all_fields(roster))
    _require_nothing_built(made)
    _give_posts_back(deeds)
    _give_facts_back([deed for deed in deeds if not deed.made_official])
    RosterRow.objects.filter(official__in=made).update(official=None)
    Official.objects.filter(pk__in=[official.pk for official in made]).delete()


def _require_unchanged(roster: Roster, deeds: Iterable[RosterDeed]) -> None:
    for deed in deeds:
        for field, (_, listed) in deed.changes.items():
            if not is_own(field) and as_listed(getattr(deed.official, field)) != listed:
                raise SomethingDepends(what=deed.official.full_name)
        if deed.appointment and deed.appointment.valid_until is not None:
            raise SomethingDepends(what=str(deed.appointment))
        for ended in (deed.ended, deed.displaced):
            if ended and ended.valid_until != roster.holds_on:
                raise SomethingDepends(what=str(ended))


def _require_nothing_built(rows: Sequence[Model]) -> None:
    built = first_built_on(rows, but=OWN)
    if built:
        raise SomethingDepends(what=str(built))


def _require_nothing_rests(deeds: Iterable[RosterDeed]) -> None:
    """Of the posts given to people known before: who was put forward by one keeps it. New people are kept by their own."""
    given = (deed.appointment for deed in deeds if deed.appointment and not deed.made_official)
    rests = (row for appointment in given for rows in resting_on(appointment) for row in rows[:1])
    found = next(rests, None)
    if found:
        raise SomethingDepends(what=str(found))


def _give_posts_back(deeds: Iterable[RosterDeed]) -> None:
    ended = list(_ended(deeds))
    Appointment.objects.bulk_update(ended, ["valid_until"], batch_size=500)


def _ended(deeds: Iterable[RosterDeed]) -> Iterator[Appointment]:
    for deed in deeds:
        if deed.ended:
            deed.ended.valid_until = deed.ended_was_until
            yield deed.ended
        if deed.displaced:
            deed.displaced.valid_until = deed.displaced_was_until
            yield deed.displaced


def _before(deed: RosterDeed) -> dict[str, str]:
    return {field: registered for field, (registered, _) in deed.changes.items()}


def _give_facts_back(deeds: Iterable[RosterDeed]) -> None:
    fields = {"sort_key", "folded"}
    officials = []
    for deed in deeds:
        facts = {field: registered for field, registered in _before(deed).items() if not is_own(field)}
        for field, registered in facts.items():
            setattr(deed.official, field, as_stored(field, registered))
        set_name(deed.official, deed.official.full_name)
        fields |= set(facts)
        officials.append(deed.official)
    Official.objects.bulk_update(officials, sorted(fields), batch_size=500)
