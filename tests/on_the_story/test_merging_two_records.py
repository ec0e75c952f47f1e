"""One person of the story registered twice: a merge moves all they have, and no figure changes."""

from datetime import date
from uuid import uuid4

import pytest

from khaigiang.ground.web import clock
from khaigiang.oversight.coverage.queries import LedgerRow, ledger
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import LIVE
from khaigiang.planning.plans.models import Plan
from khaigiang.recognition.assessment.models import Mark, Result
from khaigiang.recognition.certificates.models import Certificate
from khaigiang.registry.duplicates.errors import CannotMove
from khaigiang.registry.duplicates.services import merge_officials, undo_merge
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.cohorts.models import Enrolment
from tests.on_the_story.scenarios.ground import user

pytestmark = pytest.mark.django_db

WAYS = {
    Appointment: "official",
    Nomination: "official",
    Enrolment: "official",
    Attendance: "enrolment__official",
    Mark: "enrolment__official",
    Result: "enrolment__official",
    Certificate: "result__enrolment__official",
}


def certified() -> Official:
    return Certificate.objects.order_by("pk")[0].result.enrolment.official


def registered_again(person: Official) -> Official:
    again = Official.objects.get(pk=person.pk)
    again.pk, again.uuid = None, uuid4()
    again.save()
    return again


def having(person: Official) -> dict[str, set[int]]:
    return {
        model.__name__: set(model._default_manager.filter(**{way: person.pk}).values_list("pk", flat=True))
        for model, way in WAYS.items()
    }


def test_all_that_a_trainee_has_moves_and_the_ledger_stays_the_same() -> None:
    gone = certified()
    kept, had, before = registered_again(gone), having(gone), whole_ledger()
    assert all(had.values()), had

    merge = merge_officials(kept, gone, by=user("demo-office"), at=clock.now())

    assert having(kept) == had
    assert not Official.objects.filter(pk=merge.gone_id).exists()
    assert whole_ledger() == before
    restored = undo_merge(merge, by=user("demo-office"), at=clock.now())
    assert having(restored) == had
    assert not any(having(kept).values())
    assert whole_ledger() == before


def whole_ledger() -> list[LedgerRow]:
    rows = ledger(Plan.objects.get(), date(2023, 5, 24))
    return [row._replace(official_id=None) for row in rows]


def live_nominations() -> list[Nomination]:
    return list(Nomination.objects.filter(state__in=LIVE).order_by("pk").select_related("official")[:2])


def test_two_people_nominated_for_one_plan_are_not_merged_and_the_refusal_says_why() -> None:
    one, other = (nomination.official for nomination in live_nominations())
    before = having(one), having(other)

    with pytest.raises(CannotMove, match="đề cử trong một kế hoạch"):
        merge_officials(one, other, by=user("demo-office"), at=clock.now())

    assert (having(one), having(other)) == before
