"""Surveys of need: who has answered, what was said, and the sums."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet, Sum

from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.needs.models import NeedSurvey, StatedNeed
from khaigiang.registry.units.models import Office, Unit
from khaigiang.registry.units.queries import committees_for


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRow:
    """One survey in the list; for a committee its own part of it."""

    id: int
    title: str
    post: str
    year: int
    due_on: date
    asked: int
    answered: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """What one committee answered, if it has."""

    id: int
    committee_id: int
    committee: str
    phone: str
    quarters: tuple[int, int, int, int]
    remark: str
    stated_at: datetime | None
    stated_by: str
    reminded_at: datetime | None
    is_late: bool

    @property
    def people(self) -> int:
        return sum(self.quarters)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPage:
    """All answers of a survey with the sums of quarters."""

    rows: list[NeedRow]

    @property
    def answered(self) -> list[NeedRow]:
        return [row for row in self.rows if row.stated_at]

    @property
    def silent(self) -> list[NeedRow]:
        """Committees that have not answered."""
        return [row for row in self.rows if not row.stated_at]

    @property
    def quarters(self) -> list[int]:
        """The sum of each quarter."""
        return [sum(row.quarters[place] for row in self.rows) for place in range(4)]

    @property
    def people(self) -> int:
        return sum(self.quarters)


def committees_to_ask(on: date) -> list[Office]:
    """Every committee that names the people of some unit on a day; two statements."""
    grassroots = Unit.objects.on(on).filter(parent__isnull=False)
    found = {office.pk: office for office in committees_for(list(grassroots), on).values()}
    return sorted(found.values(), key=lambda office: (office.sort_key, office.pk))


def survey_rows(surveys: QuerySet[NeedSurvey], committee_ids: Collection[int] | None) -> list[SurveyRow]:
    """Surveys, the latest first; one statement."""
    own = Q() if committee_ids is None else Q(needs__committee__in=committee_ids)
    people = Sum(F("needs__first") + F("needs__second") + F("needs__third") + F("needs__fourth"), filter=own)
    found = surveys.select_related("post").annotate(
        asked=Count("needs", filter=own),
        answered=Count("needs", filter=own & Q(needs__stated_at__isnull=False)),
        people=people,
    )
    return [
        SurveyRow(
            id=one.pk,
            title=one.title,
            post=str(one.post),
            year=one.year,
            due_on=one.due_on,
            asked=one.asked,
            answered=one.answered,
            people=one.people or 0,
        )
        for one in found.order_by("-year", "-pk")
    ]


def survey_page(survey: NeedSurvey, committee_ids: Collection[int] | None, *, silent_only: bool = False) -> SurveyPage:
    """The answers that somebody sees, those who have not answered first; one statement."""
    needs = survey.needs.select_related("committee", "stated_by").order_by("committee__sort_key", "pk")
    if committee_ids is not None:
        needs = needs.filter(committee__in=committee_ids)
    if silent_only:
        needs = needs.filter(stated_at__isnull=True)
    rows = [_row(survey, one) for one in needs]
    return SurveyPage(rows=sorted(rows, key=lambda row: row.stated_at is not None))


def _row(survey: NeedSurvey, one: StatedNeed) -> NeedRow:
    return NeedRow(
        id=one.pk,
        committee_id=one.committee_id,
        committee=one.committee.name,
        phone=one.committee.phone,
        quarters=one.quarters,
        remark=one.remark,
        stated_at=one.stated_at,
        stated_by=one.stated_by.full_name if one.stated_by else "",
        reminded_at=one.reminded_at,
        is_late=bool(one.stated_at and local_day(one.stated_at) > survey.due_on),
    )
