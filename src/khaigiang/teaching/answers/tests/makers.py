"""Issued summonses and the answers to them, for tests."""

from datetime import UTC, date, datetime
from typing import Any, Final

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.uploads import Upload
from khaigiang.planning.nominations.models import NominationRequest
from khaigiang.planning.nominations.tests.makers import make_request
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.links import secret_of
from khaigiang.teaching.answers.models import Answer, AnswerLink
from khaigiang.teaching.answers.services import Reason
from khaigiang.teaching.answers.states import ReasonKind, Via
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import Summons, TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_open_class, make_papers_ready

SUMMONED_ON: Final = date(2023, 3, 8)
AT: Final = datetime(2023, 3, 8, 2, 0, tzinfo=UTC)
# Beside the summons of the first morning, at 7:30 on 13/3/2023.
BEFORE_THE_CLASS: Final = datetime(2023, 3, 13, 0, 29, tzinfo=UTC)
AS_THE_CLASS_BEGINS: Final = datetime(2023, 3, 13, 0, 30, tzinfo=UTC)
ILL: Final = Reason(kind=ReasonKind.ILLNESS, words="Mổ mắt ngày 12/3")
PAPER: Final = Upload(name="giay-vien.jpg", content=b"\xff\xd8\xff giay vien", content_type="image/jpeg")


def make_issued_summons(people: int = 3, *, training_class: TrainingClass | None = None) -> Summons:
    """A summons to a decided class, issued on 8/3/2023; the class begins on 13/3."""
    if training_class is None:
        training_class = make_open_class(people)
        make_papers_ready(training_class.plan)
    drafted = cohorts.draft_summons(training_class, by=make_user(), at=AT)
    return cohorts.issue_summons(
        drafted,
        signer_name="Vũ Đình Quang",
        signer_title="Phó Trưởng ban",
        signed_on=SUMMONED_ON,
        issued_on=SUMMONED_ON,
        by=make_user(),
        at=AT,
    )


def make_answer(summons: Summons | None = None) -> Answer:
    """The answer that the first person called has still to give."""
    return (summons or make_issued_summons(1)).answers.order_by("pk")[0]


def link_of(answer: Answer) -> AnswerLink:
    """The link in use of an answer."""
    return answer.links.get(replaced_at=None)


def secret_of_answer(answer: Answer) -> str:
    """The secret part of the address in use."""
    return secret_of(link_of(answer).number)


def said(**other: Any) -> dict[str, Any]:
    """How an answer comes under a link, for the first time, on the day of the summons."""
    return {"seen": 0, "via": Via.LINK, "by": None, "at": AT, **other}


def make_declined(answer: Answer | None = None, **other: Any) -> Answer:
    """Somebody who is ill and cannot come."""
    return services.decline_summons(answer or make_answer(), reason=ILL, **said(**other))


def make_colleague(answer: Answer) -> Official:
    """Somebody else who serves in the unit of a person called, in a plan whose committees were asked for names."""
    post = answer.enrolment.target_post
    if not NominationRequest.objects.filter(plan=post.plan_id).exists():
        make_request(post.plan)
    return make_appointment(make_official("Phạm Thị Lan"), unit=post.unit).official
