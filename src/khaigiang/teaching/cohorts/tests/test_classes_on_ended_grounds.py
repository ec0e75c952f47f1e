"""A class tells what it stands on that is no longer in force, and its decision is not issued on it silently."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.errors import StandsOnEnded
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.rules import SignedAndDated
from khaigiang.planning.documents.services import explain_exception
from khaigiang.planning.documents.tests.makers import make_document, make_link
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import ClassDecision
from khaigiang.teaching.cohorts.services import draft_class_decision, issue_class_decision
from khaigiang.teaching.cohorts.tests.makers import make_accepted, make_class, make_papers_ready, make_placement

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 8, 2, 0, tzinfo=UTC)
ON = date(2023, 3, 8)


def make_draft_on_an_ended_ground() -> ClassDecision:
    """A drafted decision that stands on a document which had ended a year before."""
    plan = make_plan()
    make_papers_ready(plan)
    training_class = make_class(plan)
    make_placement(make_accepted(plan), training_class)
    decision = draft_class_decision(training_class, by=make_user(), at=AT)
    ground = make_document("17-NQ/TU", issued_on=date(2021, 5, 20))
    Document.objects.filter(pk=ground.pk).update(last_day=date(2022, 12, 31))
    make_link(decision.document, ground)
    return decision


def test_the_page_of_a_class_and_of_its_draft_tell_the_ended_ground(client: Client) -> None:
    decision = make_draft_on_an_ended_ground()
    sign_in(client, Role.OFFICE)

    pages = [
        client.get(reverse("cohorts:class", args=[decision.training_class_id])).content.decode(),
        client.get(reverse("cohorts:decision", args=[decision.pk])).content.decode(),
    ]

    assert ["17-NQ/TU" in page and "31/12/2022" in page for page in pages] == [True, True]


def signing() -> SignedAndDated:
    return SignedAndDated(signer_name="Nghiêm Đức Thành", signer_title="Hiệu trưởng", signed_on=ON, issued_on=ON)


def test_a_decision_on_an_ended_ground_is_issued_once_somebody_says_why() -> None:
    decision = make_draft_on_an_ended_ground()

    with pytest.raises(StandsOnEnded):
        issue_class_decision(decision, **signing(), by=make_user(), at=AT)
    explain_exception(decision.document, reason="Chưa có văn bản thay thế", by=make_user(), at=AT)

    assert issue_class_decision(decision, **signing(), by=make_user(), at=AT).effective_on == ON
