"""Writing down who an official is."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import formats

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.fields.services import put_values
from khaigiang.ground.fields.wording import Typed
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.known_days import day_in_words, first_day
from khaigiang.registry.officials.errors import FullMemberBeforeJoining, JoinedTooYoung, NotBornYet
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.rules import may_be_full_member, may_have_joined
from khaigiang.vietnamese.names import fold, sort_key, tidy

FACTS = (
    "full_name", "gender", "born_on", "identity_number", "ethnicity", "qualification", "theory_level",
    "joined_party_on", "full_member_on", "phone", "email",
)  # fmt: skip


@transaction.atomic
def save_official(
    official: Official | None,
    *,
    full_name: str,
    gender: str,
    born_on: str = "",
    ethnicity: str = "",
    qualification: str = "",
    theory_level: str = "",
    joined_party_on: date | None = None,
    full_member_on: date | None = None,
    identity_number: str = "",
    phone: str = "",
    email: str = "",
    own: Mapping[int, Typed] | None = None,
    by: User,
    at: datetime,
) -> Official:
    """Register an official, or put these facts in place of what was known; `own` holds values of own fields to write.

    Raises NotBornYet, JoinedTooYoung or FullMemberBeforeJoining, and what fields.put_values raises.
    """
    facts = {
        "full_name": full_name, "gender": gender, "born_on": born_on, "ethnicity": ethnicity,
        "qualification": qualification, "theory_level": theory_level, "joined_party_on": joined_party_on,
        "full_member_on": full_member_on, "identity_number": identity_number, "phone": phone, "email": email,
    }  # fmt: skip
    is_new = official is None
    official, before, after = put_facts(official, facts, own or {}, at=at)
    audit.record("save_official", official, by=by, at=at, before=None if is_new else before, after=after)
    return official


def put_facts(
    official: Official | None, facts: Mapping[str, Any], own: Mapping[int, Typed], *, at: datetime
) -> tuple[Official, dict[str, object], dict[str, object]]:
    """A step of acts that change a record: the official with these facts in place of others, and all facts before and after.

    Raises what save_official raises.
    """
    official = Official.objects.select_for_update().get(pk=official.pk) if official else Official()
    before = facts_of(official)
    for fact, value in facts.items():
        setattr(official, fact, value)
    set_name(official, official.full_name)
    require_a_possible_life(official, local_day(at))
    official.save()
    own_before, own_after = put_values([(official, own)])[official.pk]
    return official, {**before, **own_before}, {**facts_of(official), **own_after}


def set_name(official: Official, full_name: str) -> None:
    """Give an official a name, with its place in lists and its search text."""
    official.full_name = tidy(full_name)
    official.sort_key, official.folded = sort_key(full_name), fold(full_name)


def require_a_possible_life(official: Official, today: date) -> None:
    """Raise NotBornYet, JoinedTooYoung or FullMemberBeforeJoining where the days contradict each other."""
    if official.born_on and first_day(official.born_on) >= today:
        raise NotBornYet(name=official.full_name, day=day_in_words(official.born_on))
    if not may_have_joined(official.born_on, official.joined_party_on):
        raise JoinedTooYoung(name=official.full_name)
    if official.joined_party_on and not may_be_full_member(official.joined_party_on, official.full_member_on):
        joined = formats.date_format(official.joined_party_on, "DATE_FORMAT")
        raise FullMemberBeforeJoining(name=official.full_name, day=joined)


def facts_of(official: Official) -> dict[str, object]:
    """What the audit keeps of an official: nothing there is ever erased, so the identification number stands masked."""
    return {fact: getattr(official, fact) for fact in FACTS} | {"identity_number": official.masked_number}
