"""The office asks all committees for their need in one act; each answers; who has not is reminded."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.outbox.services import discard_mailing
from khaigiang.ground.outbox.states import MailingState
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.needs import notices
from khaigiang.planning.needs.errors import (
    AlreadySurveyed,
    EverybodyAnswered,
    NobodyToAsk,
    SurveyDueInThePast,
    SurveyIsAnswered,
)
from khaigiang.planning.needs.mail import draft_survey_mail
from khaigiang.planning.needs.models import NeedSurvey, StatedNeed
from khaigiang.planning.needs.queries import committees_to_ask
from khaigiang.registry.officials.models import Post


@transaction.atomic
def ask_for_needs(*, title: str, post: Post, year: int, due_on: date, by: User, at: datetime) -> NeedSurvey:
    """Ask every committee that names people today: each gets a notice, and an e-mail is drafted to those with an address.

    Raises AlreadySurveyed, SurveyDueInThePast or NobodyToAsk.
    """
    today = local_day(at)
    if NeedSurvey.objects.filter(post=post, year=year).exists():
        raise AlreadySurveyed(post=post, year=year)
    if due_on < today:
        raise SurveyDueInThePast
    committees = committees_to_ask(today)
    if not committees:
        raise NobodyToAsk(day=f"{today:%d/%m/%Y}")
    survey = NeedSurvey.objects.create(
        title=title.strip(), post=post, year=year, due_on=due_on, asked_at=at, asked_by=by
    )
    StatedNeed.objects.bulk_create(StatedNeed(survey=survey, committee=one) for one in committees)
    notices.asked(survey, [one.pk for one in committees], at=at)
    draft_survey_mail(survey, committees, by=by, at=at)
    after = {"title": survey.title, "year": year, "due_on": due_on, "committees": len(committees)}
    audit.record("ask_for_needs", survey, by=by, at=at, after=after)
    return survey


@transaction.atomic
def withdraw_survey(survey: NeedSurvey, *, by: User, at: datetime) -> None:
    """Take a survey back that nobody has answered, with its e-mails that have not gone; raises SurveyIsAnswered."""
    answered = survey.needs.select_for_update().filter(stated_at__isnull=False).select_related("committee").first()
    if answered:
        raise SurveyIsAnswered(committee=answered.committee)
    mailing = Mailing.objects.filter(key=f"need survey {survey.pk}", state=MailingState.DRAFT).first()
    if mailing:
        discard_mailing(mailing, by=by, at=at)
    audit.record("withdraw_survey", survey, by=by, at=at, before={"title": survey.title, "year": survey.year})
    survey.delete()


@transaction.atomic
def state_need(need: StatedNeed, quarters: Sequence[int], *, remark: str = "", by: User, at: datetime) -> StatedNeed:
    """Say how many people a committee needs to send in each quarter; again as often as it changes."""
    need = StatedNeed.objects.select_for_update().select_related("survey", "committee").get(pk=need.pk)
    before = _described(need) if need.stated_at else None
    need.first, need.second, need.third, need.fourth = quarters
    need.remark, need.stated_at, need.stated_by = remark.strip(), at, by
    need.save()
    audit.record("state_need", need, by=by, at=at, before=before, after=_described(need))
    return need


@transaction.atomic
def remind_committees(survey: NeedSurvey, *, by: User, at: datetime) -> int:
    """Remind every committee that has not answered; returns how many; raises EverybodyAnswered."""
    silent = survey.needs.select_for_update().filter(stated_at__isnull=True)
    committee_ids = list(silent.values_list("committee", flat=True))
    if not committee_ids:
        raise EverybodyAnswered
    silent.update(reminded_at=at)
    notices.asked(survey, committee_ids, again=True, at=at)
    audit.record("remind_committees", survey, by=by, at=at, after={"committees": len(committee_ids)})
    return len(committee_ids)


def _described(need: StatedNeed) -> dict[str, object]:
    return {"quarters": list(need.quarters), "remark": need.remark}
