"""A committee sends its people with its letter."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files.services import store
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents.rules import tidy
from khaigiang.planning.documents.uploads import Upload
from khaigiang.planning.nominations import notices
from khaigiang.planning.nominations.errors import (
    LetterBeforeRequest,
    LetterDatedInTheFuture,
    LetterNumberMissing,
    NotAskedYet,
    PlanIsNotOpen,
    TooManyForThePlaces,
)
from khaigiang.planning.nominations.models import CommitteeLetter, Nomination
from khaigiang.planning.nominations.queries import request_of
from khaigiang.planning.nominations.services.moves import locked, move, people
from khaigiang.planning.nominations.services.quarters import refuse_people_above
from khaigiang.planning.nominations.states import SENDABLE, TAKES_A_PLACE, NominationState
from khaigiang.planning.plans.models import Plan, Quota
from khaigiang.registry.units.models import Office


@transaction.atomic
def submit_nominations(
    plan: Plan,
    committee: Office,
    nominations: Iterable[Nomination],
    *,
    letter_number: str,
    letter_dated_on: date,
    file: Upload | None = None,
    by: User,
    at: datetime,
) -> CommitteeLetter:
    """Send drafts and corrected people to the office under the committee's letter; more may follow under the same one.

    Raises PlanIsNotOpen, NotAskedYet, LetterNumberMissing, LetterDatedInTheFuture, LetterBeforeRequest, NobodyChosen,
    MoveNotAllowed, TooManyForThePlaces or AboveTheQuarter.
    """
    # The quota row is the lock: two users of one committee cannot both take the last place.
    quota = Quota.objects.select_for_update().get(plan=plan, committee=committee)
    _refuse_letter(plan, letter_number, letter_dated_on, local_day(at))
    rows = [one for one in locked(nominations) if one.plan_id == plan.pk and one.committee_id == committee.pk]
    refuse_too_many(quota, committee, len(rows))
    letter = _letter(plan, committee, tidy(letter_number), letter_dated_on, file, by=by, at=at)
    Nomination.objects.filter(pk__in=[one.pk for one in rows]).update(letter=letter)
    move(rows, NominationState.SUBMITTED, starts=SENDABLE, by=by, at=at)
    refuse_people_above(plan, [one.pk for one in rows])
    audit.record(
        "submit_nominations",
        letter,
        by=by,
        at=at,
        after={"committee": committee.name, "dated_on": letter_dated_on, "people": people(rows)},
    )
    notices.list_sent(plan, committee, letter, len(rows), at=at)
    return letter


def _refuse_letter(plan: Plan, number: str, dated_on: date, today: date) -> None:
    if not plan.is_open:
        raise PlanIsNotOpen(state=plan.get_state_display())
    request = request_of(plan)
    if request is None or request.document.issued_on is None:
        raise NotAskedYet
    if not number.strip():
        raise LetterNumberMissing
    if dated_on > today:
        raise LetterDatedInTheFuture(day=f"{dated_on:%d/%m/%Y}")
    if dated_on < request.document.issued_on:
        raise LetterBeforeRequest(day=f"{request.document.issued_on:%d/%m/%Y}")


def refuse_too_many(quota: Quota, committee: Office, chosen: int) -> None:
    """Refuse to let more people than a committee has places wait or be accepted; raises TooManyForThePlaces."""
    taken = Nomination.objects.filter(plan=quota.plan_id, committee=committee, state__in=TAKES_A_PLACE).count()
    if taken + chosen > quota.places:
        raise TooManyForThePlaces(
            committee=committee,
            places=quota.places,
            taken=taken,
            chosen=chosen,
            left=max(quota.places - taken, 0),
        )


def _letter(
    plan: Plan, committee: Office, number: str, dated_on: date, file: Upload | None, *, by: User, at: datetime
) -> CommitteeLetter:
    letter, _made = CommitteeLetter.objects.get_or_create(
        plan=plan,
        committee=committee,
        number=number,
        dated_on=dated_on,
        defaults={"sent_by": by, "sent_at": at},
    )
    if file is not None:
        letter.file = store(file.content, name=file.name, content_type=file.content_type, by=by, at=at)
        letter.save(update_fields=["file"])
    return letter
