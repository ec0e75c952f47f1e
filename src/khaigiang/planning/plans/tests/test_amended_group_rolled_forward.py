"""What later documents made of a target group comes along when its plan is rolled forward."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.whole_database import dump
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans import standing
from khaigiang.planning.plans.queries import found_posts, rolled_forward, rule_of
from khaigiang.planning.plans.services import roll_plan_forward, undo_roll_forward
from khaigiang.planning.plans.tests.amending import (
    APRIL_15,
    AT,
    COMMUNES,
    MAY_15,
    WHY,
    again,
    amended,
    approved,
    ruled,
)
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_post

pytestmark = pytest.mark.django_db


def test_the_group_that_documents_made_comes_along_and_undone_the_database_is_what_it_was(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = approved()
    document = make_document(issued_on=APRIL_15)
    amended(plan, "Kim Nỗ", "Phúc Xá", document=document)
    ruled(again(plan), posts=[*plan.rule_posts.all(), make_post("Bí thư Đảng ủy")], on=MAY_15)
    page, paper = reverse("plans:roll", args=[plan.pk]), make_document()
    aside = ("accounts_user", "django_session")
    before = dump(*aside)

    shown = client.get(page).content.decode()
    made = roll_plan_forward(again(plan), years=1, document=paper, title="Sau", code="SAU", by=make_user(), at=AT)
    found = sorted((one.post, one.unit) for one in found_posts(rule_of(made)))
    undo_roll_forward(made, by=make_user(), at=AT)

    assert found == sorted(plan.target_posts.on(MAY_15).values_list("post__title", "unit__name"))
    assert f"{WHY} ({document.number})" in shown
    assert dump(*aside) == before


def test_a_post_that_stayed_only_for_its_people_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = approved()
    phuc_xa = plan.target_posts.get(unit__name="Phường Phúc Xá").pk
    monkeypatch.setattr(standing, "_providers", [lambda _ids: {phuc_xa: "Lê Văn Chi đã được cử"}])
    ruled(plan, kinds=[COMMUNES])

    rolled = rolled_forward(again(plan), 1)

    assert [one.unit for one in rolled.posts] == ["Xã Kim Nỗ"]
    assert [one.why for one in rolled.dropped if one.what == "Phường Phúc Xá"] == [
        "chỉ được giữ lại vì đã có người được cử theo quy tắc cũ"
    ]
