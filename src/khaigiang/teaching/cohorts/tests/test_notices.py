"""Whom a class concerns learns of it: committees, trainees and the class teacher, each in their language."""

from datetime import UTC, datetime

import pytest

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.tests.makers import (
    make_accepted,
    make_class,
    make_listed,
    make_open_class,
    make_papers_ready,
    make_placement,
)

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 13, 2, 0, tzinfo=UTC)
ON = AT.date()
SIGNER = {"signer_name": "Nghiêm Đức Thành", "signer_title": "Hiệu trưởng"}


def titles(user: User) -> list[str]:
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("title", flat=True))


def english(user: User) -> User:
    user.language = "en"
    user.save()
    return user


def test_a_summons_is_told_to_the_committees_it_concerns_and_to_the_people_called() -> None:
    training_class, ours = make_open_class(0), make_committee()
    make_papers_ready(training_class.plan)
    listed = [make_listed(training_class, committee=ours) for _ in range(2)]
    committee = english(make_mandate(Role.COMMITTEE, office=ours).user)
    other = make_mandate(Role.COMMITTEE).user
    trainee = english(make_mandate(Role.TRAINEE, official=listed[0].official).user)
    by = make_user()

    services.issue_summons(
        services.draft_summons(training_class, by=by, at=AT), **SIGNER, signed_on=ON, issued_on=ON, by=by, at=AT
    )

    assert titles(committee) == [f"2 of your people are summoned to {training_class}"]
    assert titles(trainee) == [f"You are summoned to {training_class}"]
    assert titles(other) == []


def test_a_class_teacher_learns_of_the_class_its_list_and_every_change() -> None:
    teacher, by = english(make_mandate(Role.TEACHER).user), make_user()
    training_class = make_class()
    make_papers_ready(training_class.plan)
    services.appoint_teacher(training_class, teacher, by=by, at=AT)
    make_placement(make_accepted(training_class.plan), training_class)

    decision = services.draft_class_decision(training_class, by=by, at=AT)
    services.issue_class_decision(decision, **SIGNER, signed_on=ON, issued_on=ON, by=by, at=AT)
    more = [make_accepted(training_class.plan)]
    amendment = services.draft_supplementary(training_class, add=more, by=by, at=AT)
    services.issue_class_decision(amendment, **SIGNER, signed_on=ON, issued_on=ON, by=by, at=AT)

    assert titles(teacher) == [
        f"You are class teacher of {training_class}",
        f"{training_class} has its list",
        f"The list of {training_class} has changed",
    ]
