"""Requests, letters and nominations for tests."""

from datetime import UTC, date, datetime

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.models import DocumentKind, DocumentState
from khaigiang.planning.documents.tests.makers import make_paper
from khaigiang.planning.nominations.models import CommitteeLetter, Nomination, NominationMove, NominationRequest
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.planning.plans.tests.makers import make_target_post
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import Office

ASKED_ON = date(2023, 2, 24)
NAMED_AT = datetime(2023, 3, 1, 2, 0, tzinfo=UTC)


def make_request(plan: Plan, *, number: str = "1204-CV/BTCTU", due_on: date = date(2023, 3, 8)) -> NominationRequest:
    """The request of a plan, sent on 24/2/2023."""
    document = make_paper(
        issuer=plan.organiser,
        kind=DocumentKind.OFFICIAL_LETTER,
        abstract="cử cán bộ tham dự lớp",
        signed_on=ASKED_ON,
    )
    document.state, document.number, document.period = DocumentState.ISSUED, number, str(ASKED_ON.year)
    document.issued_on = ASKED_ON
    document.save()
    return NominationRequest.objects.create(plan=plan, document=document, due_on=due_on)


def make_holder(
    target_post: TargetPost, full_name: str = "Nguyễn Văn An", *, valid_from: date = date(2020, 7, 1)
) -> Official:
    """The official who holds a post of the plan."""
    official = make_official(full_name)
    make_appointment(official, post=target_post.post, unit=target_post.unit, valid_from=valid_from)
    return official


def make_letter(
    plan: Plan,
    committee: Office,
    *,
    number: str = "98-CV/QU",
    dated_on: date = date(2023, 3, 1),
    by: User | None = None,
) -> CommitteeLetter:
    """A committee's letter."""
    return CommitteeLetter.objects.create(
        plan=plan,
        committee=committee,
        number=number,
        dated_on=dated_on,
        sent_by=by or make_user(),
        sent_at=NAMED_AT,
    )


def make_nomination(
    target_post: TargetPost | None = None,
    *,
    official: Official | None = None,
    state: NominationState = NominationState.DRAFT,
    at: datetime = NAMED_AT,
    by: User | None = None,
) -> Nomination:
    """One official named for one post, with a single step to this state; the holder of the post unless one is given."""
    target_post = target_post or make_target_post()
    by = by or make_user()
    nomination = Nomination.objects.create(
        plan=target_post.plan,
        target_post=target_post,
        official=official or make_holder(target_post),
        committee=target_post.committee,
        state=state,
    )
    NominationMove.objects.create(nomination=nomination, state=state, at=at, by=by)
    return nomination
