"""A later document changes a plan item by item; the plan in force on a day."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.models import Document, DocumentLink
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans.errors import (
    AlreadyAmendedByIt,
    AmendedByItself,
    AmendedLater,
    ChangedSinceAmended,
    EndsBeforeItBegins,
    MorePlacesThanPosts,
    NotAQuarterOfThePlan,
    NothingIsAmended,
    NotInForceYet,
    NotOpen,
)
from khaigiang.planning.plans.models import AmendedItem, Plan, PlanAmendment
from khaigiang.planning.plans.queries import above_quarter, amendment_rows, plan_as_of
from khaigiang.planning.plans.queries.amendments import Key
from khaigiang.planning.plans.services import (
    QuarterTargets,
    amend_plan,
    set_quarters,
    share_places,
    withdraw_amendment,
)
from khaigiang.planning.plans.states import AboveQuarter, AmendedField, PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in

pytestmark = pytest.mark.django_db

MAY_1, JUNE_1 = date(2023, 5, 1), date(2023, 6, 1)
AT = datetime(2023, 6, 1, 3, tzinfo=UTC)
ENDS_ON: Key = ("ends_on", None, None, None)
CLASSES: Key = ("classes", 2023, 2, None)
ABOVE: Key = ("above_quarter", None, None, None)
PEOPLE: Key = ("people", 2023, 2, None)


def plan_of_four_classes() -> Plan:
    """An approved plan of the first half of 2023 with four classes in the second quarter and two places."""
    plan = make_plan()
    post = make_target_post(plan, places=2)
    make_target_post(plan, committee=post.committee)
    second = QuarterTargets(year=2023, quarter=2, classes=4, places=461)
    set_quarters(plan, [second], by=make_user(), at=AT)
    return plan


def places_key(plan: Plan) -> Key:
    return ("places", None, None, plan.quotas.get().committee_id)


def later_document(day: date = MAY_1) -> Document:
    return make_document(issued_on=day)


def amend(plan: Plan, wanted: dict[Key, str], *, on: date = MAY_1, document: Document | None = None) -> PlanAmendment:
    return amend_plan(
        plan, wanted, document=document or later_document(on), in_force_on=on, clause="mục II", by=make_user(), at=AT
    )


def test_a_later_document_changes_single_items_and_the_plan_of_each_day_is_known() -> None:
    plan = plan_of_four_classes()

    amend(plan, {ENDS_ON: "2023-07-31", CLASSES: "5", PEOPLE: "461", places_key(plan): "2"})
    amend(plan, {ENDS_ON: "2023-08-31", places_key(plan): "1"}, on=JUNE_1)

    plan.refresh_from_db()
    assert (plan.ends_on, plan.quarters.get().classes, plan.quotas.get().places) == (date(2023, 8, 31), 5, 1)
    days = [date(2023, 4, 30), MAY_1, date(2023, 5, 31), JUNE_1]
    told = [
        (then.ends_on, then.number(AmendedField.CLASSES, year=2023, quarter=2), then.values[places_key(plan)])
        for then in (plan_as_of(plan, day) for day in days)
    ]
    assert told == [
        (date(2023, 6, 30), 4, "2"),
        (date(2023, 7, 31), 5, "2"),
        (date(2023, 7, 31), 5, "2"),
        (date(2023, 8, 31), 5, "1"),
    ]
    rows = amendment_rows(plan)
    assert [(row.clause, [(item.label, item.was, item.becomes) for item in row.items]) for row in rows[1:]] == [
        ("mục II", [("ngày cuối", "30/6/2023", "31/7/2023"), ("số lớp quý 2/2023", "4", "5")]),
    ]


def test_a_later_document_lets_nobody_be_above_a_quarter_and_taken_back_only_warns_again() -> None:
    plan = plan_of_four_classes()

    amendment = amend(plan, {ABOVE: "refuse"})
    then = (above_quarter(plan), plan_as_of(plan, date(2023, 4, 30)).above_quarter)
    (row,) = amendment_rows(plan)
    withdraw_amendment(amendment, by=make_user(), at=AT)

    assert then == (AboveQuarter.REFUSE, AboveQuarter.WARN)
    assert [(item.label, item.was, item.becomes) for item in row.items] == [
        ("người vượt chỉ tiêu quý của cấp ủy", "chỉ cảnh báo", "không nhận")
    ]
    assert above_quarter(plan) == AboveQuarter.WARN


def test_the_amending_document_is_linked_to_the_amended_one_with_its_clause() -> None:
    plan = plan_of_four_classes()

    amendment = amend(plan, {ENDS_ON: "2023-07-31"})

    link = DocumentLink.objects.get(document=amendment.document)
    assert (link.relation, link.target, link.clause) == (DocumentLink.Relation.AMENDS, plan.document, "mục II")


def test_an_amendment_that_contradicts_the_plan_is_refused_and_leaves_it() -> None:
    plan = plan_of_four_classes()
    third: Key = ("classes", 2023, 3, None)

    with pytest.raises(NothingIsAmended):
        amend(plan, {ENDS_ON: "2023-06-30"})
    with pytest.raises(EndsBeforeItBegins):
        amend(plan, {ENDS_ON: "2023-01-31"})
    with pytest.raises(NotAQuarterOfThePlan):
        amend(plan, {third: "1"})
    with pytest.raises(MorePlacesThanPosts):
        amend(plan, {places_key(plan): "3"})
    with pytest.raises(NotInForceYet):
        amend(plan, {ENDS_ON: "2023-07-31"}, on=date(2023, 6, 2))
    with pytest.raises(AmendedByItself):
        amend(plan, {ENDS_ON: "2023-07-31"}, document=plan.document)
    assert not PlanAmendment.objects.exists()
    plan.refresh_from_db()
    assert plan.ends_on == date(2023, 6, 30)


def test_amendments_are_entered_in_the_order_of_their_days_and_of_an_approved_plan() -> None:
    plan = plan_of_four_classes()
    document = later_document()
    amend(plan, {ENDS_ON: "2023-07-31"}, document=document)

    with pytest.raises(AlreadyAmendedByIt):
        amend(plan, {ENDS_ON: "2023-08-31"}, document=document)
    with pytest.raises(AmendedLater):
        amend(plan, {ENDS_ON: "2023-08-31"}, on=date(2023, 4, 1))
    with pytest.raises(NotOpen):
        amend(make_plan(state=PlanState.DRAFT), {ENDS_ON: "2023-08-31"})


def test_the_latest_amendment_is_taken_back_item_by_item() -> None:
    plan, by = plan_of_four_classes(), make_user()
    first = amend(plan, {CLASSES: "", PEOPLE: "", places_key(plan): "1"})
    second = amend(plan, {ENDS_ON: "2023-08-31"}, on=JUNE_1)
    assert not plan.quarters.exists()

    with pytest.raises(AmendedLater):
        withdraw_amendment(first, by=by, at=AT)
    withdraw_amendment(second, by=by, at=AT)
    plan = withdraw_amendment(first, by=by, at=AT)

    quarter = plan.quarters.get()
    assert (plan.ends_on, quarter.classes, quarter.places, plan.quotas.get().places) == (date(2023, 6, 30), 4, 461, 2)
    assert not PlanAmendment.objects.exists()


def test_an_amendment_is_not_taken_back_over_what_was_changed_since() -> None:
    plan, by = plan_of_four_classes(), make_user()
    amendment = amend(plan, {places_key(plan): "1"})
    share_places(plan, {plan.quotas.get().committee_id: 0}, by=by, at=AT)

    with pytest.raises(ChangedSinceAmended):
        withdraw_amendment(amendment, by=by, at=AT)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("an_amended_item_changes", {"field": "ends_on", "before": "2023-07-31"}),
        ("an_amended_item_names_its_quarter_or_committee", {"field": "classes", "before": "4"}),
        ("an_amended_item_names_its_quarter_or_committee", {"field": "places", "before": "4"}),
        ("an_amended_item_names_its_quarter_or_committee", {"field": "ends_on", "year": 2023, "quarter": 2}),
    ],
)
def test_the_database_itself_holds_an_item_to_its_rules(name: str, wrong: dict[str, object]) -> None:
    amendment = amend(plan_of_four_classes(), {ENDS_ON: "2023-07-31"})
    amendment.items.all().delete()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        AmendedItem.objects.create(amendment=amendment, after="2023-07-31", **wrong)


@pytest.mark.parametrize("key", [ENDS_ON, CLASSES, "places"])
def test_a_day_a_quarter_and_a_committee_is_amended_once_by_an_amendment(key: Key | str) -> None:
    plan = plan_of_four_classes()
    item = places_key(plan) if isinstance(key, str) else key
    amendment = amend(plan, {item: "2023-07-31" if item == ENDS_ON else "1"})
    again = amendment.items.get()
    again.pk, again.after = None, "0"

    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_a_document_amends_a_plan_once_a_day() -> None:
    amendment = amend(plan_of_four_classes(), {ENDS_ON: "2023-07-31"})
    amendment.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        amendment.save()


def test_an_amendment_is_read_entered_looked_up_by_day_and_taken_back_on_the_pages(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = plan_of_four_classes()
    page, shown = reverse("plans:amend", args=[plan.pk]), reverse("plans:plan", args=[plan.pk])
    typed = {
        "document": str(later_document().pk),
        "clause": "mục II",
        "in_force_on": "01/05/2023",
        "starts_on": "01/03/2023",
        "ends_on": "31/07/2023",
        "quarter-classes-2023-2": "4",
        "quarter-places-2023-2": "461",
        f"committee-places-{plan.quotas.get().committee_id}": "1",
    }

    assert client.get(page).status_code == 200
    looked = client.post(page, typed | {"look": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "30/6/2023 → <strong>31/7/2023</strong>" in looked
    assert "<html" not in looked
    assert not PlanAmendment.objects.exists()
    assert client.post(page, typed | {"document": ""}).status_code == 422
    client.post(page, typed)
    assert "2 → 1" in client.get(shown).content.decode()
    then = client.get(shown, {"on": "30/04/2023"}).content.decode()
    assert "Kế hoạch theo hiệu lực ngày 30/4/2023" in then
    assert "– 30/6/2023" in then
    back = reverse("plans:withdraw_amendment", args=[PlanAmendment.objects.get().pk])
    assert client.get(back).status_code == 200
    client.post(back)
    assert not PlanAmendment.objects.exists()
