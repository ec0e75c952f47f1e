"""Surveys of need: who has answered, what was said, and the sums."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet, Sum

from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.needs.falling_due import NOBODY, Quarters, falling_due
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
    due: int | None

    @property
    def people(self) -> int:
        return sum(self.quarters)

    @property
    def difference(self) -> int | None:
        """People needed more than fall due, or (below nought) fewer; None while it has not answered or nobody knows."""
        return None if self.due is None or self.stated_at is None else self.people - self.due


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

    @property
    def due(self) -> int | None:
        """All who fall due; None where no requirement speaks of the post."""
        known = [row.due for row in self.rows if row.due is not None]
        return sum(known) if known else None

    @property
    def difference(self) -> int:
        """What those who have answered need more or fewer than fall due among their people."""
        return sum(row.difference or 0 for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueOfNeed:
    """Who of a committee's people fall due by the quarters of the year that is asked for."""

    quarters: Quarters

    @property
    def people(self) -> int:
        return sum(self.quarters)


def due_of_need(need: StatedNeed, on: date) -> DueOfNeed | None:
    """Who of a committee falls due in the year of a survey, as known on a day; None where no requirement speaks of it."""
    due = falling_due(need.survey.post_id, need.survey.year, on)
    return None if due is None else DueOfNeed(quarters=due.get(need.committee_id, NOBODY))


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


def survey_page(
    survey: NeedSurvey, committee_ids: Collection[int] | None, on: date, *, silent_only: bool = False
) -> SurveyPage:
    """The answers that somebody sees beside who falls due, those who have not answered first; one statement here."""
    needs = survey.needs.select_related("committee", "stated_by").order_by("committee__sort_key", "pk")
    if committee_ids is not None:
        needs = needs.filter(committee__in=committee_ids)
    if silent_only:
        needs = needs.filter(stated_at__isnull=True)
    due = falling_due(survey.post_id, survey.year, on)
    rows = [_row(survey, one, None if due is None else sum(due.get(one.committee_id, NOBODY))) for one in needs]
    return SurveyPage(rows=sorted(rows, key=lambda row: row.stated_at is not None))


def _row(survey: NeedSurvey, one: StatedNeed, due: int | None) -> NeedRow:
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
        due=due,
    )
