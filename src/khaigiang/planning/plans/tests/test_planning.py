"""Making a plan, opening it, sharing its places."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.tests.makers import make_document, make_organiser
from khaigiang.planning.plans.errors import (
    AlreadyExcused,
    CodeTaken,
    DocumentHasAPlan,
    EmptyTargetGroup,
    EndsBeforeItBegins,
    MorePlacesThanPosts,
    NoDuty,
    NotADraft,
    NotAQuarterOfThePlan,
    NotClosed,
    NotOpen,
    NotSentUp,
    ReasonMissing,
    RuleIsFixed,
    SomethingHangsOnThePlan,
    UnitsWithoutCommittee,
)
from khaigiang.planning.plans.models import PaperDuty, Plan, Quota, TargetPost
from khaigiang.planning.plans.queries import (
    TargetRule,
    duty_of,
    duty_rows,
    excused_on,
    plan_page,
    quarter_rows,
    quota_rows,
    suggested_duty,
    target_preview,
)
from khaigiang.planning.plans.services import (
    QuarterTargets,
    approve_plan,
    close_plan,
    excuse_post,
    reopen_plan,
    resume_plan,
    save_plan,
    send_up_plan,
    set_duty,
    set_places,
    set_quarters,
    share_places,
    withdraw_excuse,
)
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_duty, make_plan, make_quota, make_target_post
from khaigiang.registry.officials.models import Post
from khaigiang.registry.officials.tests.makers import make_appointment, make_post
from khaigiang.registry.units.models import UnitKind
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district, make_office, make_unit

pytestmark = pytest.mark.django_db

AT = datetime(2023, 2, 22, 3, tzinfo=UTC)
ON = date(2023, 2, 22)


def saved(
    plan: Plan | None = None, *, code: str = "BD-PBT", document: Document | None = None, **changes: object
) -> Plan:
    values: dict[str, object] = {
        "title": "Bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn",
        "code": code,
        "document": document or (plan.document if plan else make_document(issued_on=ON)),
        "organiser": plan.organiser if plan else make_organiser(),
        "school": plan.school if plan else make_office(),
        "rule_posts": [plan.rule_posts.get() if plan else make_post()],
        "target_kinds": ["phuong", "xa", "thi_tran"],
        "target_on": ON,
        "starts_on": date(2023, 3, 1),
        "ends_on": date(2023, 6, 30),
    }
    return save_plan(plan, **(values | changes), by=make_user(), at=AT)  # type: ignore[arg-type]  # values by name


def approved(plan: Plan) -> Plan:
    """A plan that one person sent up and another approved."""
    return approve_plan(send_up_plan(plan, by=make_user(), at=AT), by=make_user(), at=AT)


def rule(post: Post, *kinds: str, on: date = ON) -> TargetRule:
    return TargetRule(posts=(post,), kinds=kinds or ("phuong", "xa", "thi_tran"), on=on)


def test_a_plan_is_kept_with_its_rule() -> None:
    plan = saved()

    assert plan.state == PlanState.DRAFT
    assert Entry.objects.get(act="save_plan").subject == plan.title


def test_a_plan_that_contradicts_itself_or_another_is_refused() -> None:
    first = saved()

    with pytest.raises(EndsBeforeItBegins):
        saved(ends_on=date(2023, 2, 1), code="B")
    with pytest.raises(CodeTaken):
        saved(code="BD-PBT")
    with pytest.raises(DocumentHasAPlan):
        saved(code="B", document=first.document)
    assert Plan.objects.count() == 1


def test_the_rule_finds_units_of_its_kinds_on_its_day() -> None:
    post = make_post()
    district = make_district("Ba Đình")
    committee = make_committee(district)
    ward = make_commune("Phúc Xá", UnitKind.WARD, district=district)
    make_commune("Kim Nỗ", UnitKind.COMMUNE, district=district)
    make_unit("Cũ", UnitKind.WARD, parent=district, valid_until=date(2023, 1, 1))
    make_unit("Mới", UnitKind.WARD, parent=district, valid_from=date(2023, 3, 1))
    make_appointment(post=post, unit=ward)

    both, wards = target_preview(rule(post)), target_preview(rule(post, "phuong"))

    assert (both.total, both.vacant) == (2, 1)
    assert [(row.committee, row.posts, row.vacant) for row in both.committees] == [(committee.name, 2, 1)]
    assert [(row.posts, row.kind) for row in wards.kinds] == [(1, str(UnitKind.WARD.label))]
    assert wards.vacant == 0


def test_after_the_reform_communes_name_their_own_people() -> None:
    post = make_post()
    city = make_unit("Hà Nội", UnitKind.CITY)
    ward = make_unit("Hồng Hà", UnitKind.WARD, parent=city, valid_from=date(2025, 7, 1))
    make_committee(ward)

    preview = target_preview(rule(post, on=date(2025, 8, 1)))

    assert [(row.committee, row.posts) for row in preview.committees] == [("Quận ủy Hồng Hà", 1)]


@pytest.mark.parametrize("units", [1, 30])
def test_counting_the_target_group_costs_three_statements(
    units: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post = make_post()
    for _ in range(units):
        make_committee(make_commune().parent)

    with django_assert_num_queries(3):
        assert target_preview(rule(post)).total == units


def test_approval_fixes_the_posts_and_gives_each_committee_a_place_for_each() -> None:
    district, other = make_district("Ba Đình"), make_district("Gia Lâm")
    ba_dinh, gia_lam = make_committee(district), make_committee(other)
    for _ in range(3):
        make_commune(district=district)
    make_commune(district=other)
    plan = make_plan(state=PlanState.DRAFT)

    approved(plan)
    make_commune(district=other)

    plan.refresh_from_db()
    assert plan.is_open
    assert {row.committee_id: (row.posts, row.places) for row in quota_rows(plan)} == {
        ba_dinh.pk: (3, 3),
        gia_lam.pk: (1, 1),
    }
    assert plan.target_posts.count() == 4


def test_a_group_that_nobody_can_fill_is_not_sent_up() -> None:
    plan = make_plan(state=PlanState.DRAFT)

    with pytest.raises(EmptyTargetGroup):
        send_up_plan(plan, by=make_user(), at=AT)
    make_commune("Phúc Xá")
    with pytest.raises(UnitsWithoutCommittee, match="Phúc Xá"):
        send_up_plan(plan, by=make_user(), at=AT)
    assert TargetPost.objects.count() == Quota.objects.count() == 0


def test_a_plan_goes_from_draft_over_approval_to_its_end_and_back() -> None:
    make_committee(make_commune().parent)
    plan = make_plan(state=PlanState.DRAFT)
    by = make_user()

    with pytest.raises(NotOpen):
        close_plan(plan, by=by, at=AT)
    with pytest.raises(NotClosed):
        resume_plan(plan, by=by, at=AT)
    with pytest.raises(NotSentUp):
        approve_plan(plan, by=by, at=AT)
    plan = send_up_plan(plan, by=make_user(), at=AT)
    with pytest.raises(NotADraft):
        send_up_plan(plan, by=by, at=AT)
    plan = approve_plan(plan, by=by, at=AT)
    plan = close_plan(plan, by=by, at=AT)
    with pytest.raises(NotOpen):
        reopen_plan(plan, by=by, at=AT)
    plan = resume_plan(plan, by=by, at=AT)
    plan = reopen_plan(plan, by=by, at=AT)

    assert plan.is_draft
    assert TargetPost.objects.count() == Quota.objects.count() == 0
    acts = Entry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["send_up_plan", "approve_plan", "close_plan", "resume_plan", "reopen_plan"]


def test_an_approved_plan_keeps_its_rule_and_may_change_its_days() -> None:
    make_committee(make_commune().parent)
    plan = approved(saved())

    with pytest.raises(RuleIsFixed):
        saved(plan, target_kinds=["phuong"])
    with pytest.raises(RuleIsFixed):
        saved(Plan.objects.get(pk=plan.pk), code="X")
    assert saved(Plan.objects.get(pk=plan.pk), ends_on=date(2023, 7, 31)).ends_on == date(2023, 7, 31)


def test_a_plan_on_which_something_hangs_does_not_become_a_draft_again() -> None:
    post = make_target_post()
    excuse_post(post, reason="Nghỉ thai sản", by=make_user(), at=AT)

    with pytest.raises(SomethingHangsOnThePlan):
        reopen_plan(post.plan, by=make_user(), at=AT)
    assert post.plan.target_posts.count() == 1


def test_places_are_shared_up_to_the_posts_of_a_committee() -> None:
    post = make_target_post(places=1)
    make_target_post(post.plan, committee=post.committee)
    quota = post.plan.quotas.get()
    by = make_user()

    set_places(quota, 2, by=by, at=AT)
    with pytest.raises(MorePlacesThanPosts):
        share_places(post.plan, {post.committee_id: 3}, by=by, at=AT)
    assert share_places(post.plan, {post.committee_id: 0}, by=by, at=AT) == 1

    quota.refresh_from_db()
    assert quota.places == 0
    entries = Entry.objects.filter(act="set_places").order_by("pk")
    assert [entry.after for entry in entries] == [{post.committee.name: 2}, {post.committee.name: 0}]


def test_places_of_a_draft_are_not_shared() -> None:
    quota = make_quota(make_plan(state=PlanState.DRAFT))

    with pytest.raises(NotOpen):
        set_places(quota, 1, by=make_user(), at=AT)


def test_quarters_hold_classes_and_places_of_the_plans_own_days() -> None:
    plan = make_plan()
    by = make_user()
    second = QuarterTargets(year=2023, quarter=2, classes=4, places=461)

    set_quarters(plan, [QuarterTargets(year=2023, quarter=1, classes=1, places=118), second], by=by, at=AT)
    set_quarters(plan, [second], by=by, at=AT)

    assert [(row.quarter, row.classes, row.places) for row in quarter_rows(plan)] == [(1, None, None), (2, 4, 461)]
    with pytest.raises(NotAQuarterOfThePlan):
        set_quarters(plan, [QuarterTargets(year=2023, quarter=3, classes=1, places=1)], by=by, at=AT)


def test_a_duty_names_who_signs_and_is_changed_in_place() -> None:
    plan = make_plan()
    by = make_user()
    with pytest.raises(NoDuty):
        duty_of(plan, PaperDuty.Paper.REQUEST)

    for name in ("Vũ Đình Quang", "Hà Thị Lan"):
        set_duty(plan, PaperDuty.Paper.REQUEST, office=plan.organiser, signer_title="Phó Trưởng ban", signer_name=name,
                 recipients="Như trên\nLưu VT", by=by, at=AT)  # fmt: skip

    duty = duty_of(plan, PaperDuty.Paper.REQUEST)
    assert (duty.signer_name, duty.office) == ("Hà Thị Lan", plan.organiser)
    assert [(row.paper, row.is_settled) for row in duty_rows(plan)][:3] == [
        ("plan", False),
        ("request", True),
        ("returning_letter", False),
    ]


def test_a_new_duty_begins_with_the_offices_last_signer() -> None:
    plan = make_plan()
    make_duty(plan)

    suggested = suggested_duty(plan, PaperDuty.Paper.SUMMONS)

    assert (suggested["office"], suggested["signer_name"]) == (plan.organiser_id, "Vũ Đình Quang")
    assert suggested_duty(plan, PaperDuty.Paper.CERTIFICATE) == {"office": plan.school_id}


def test_an_excuse_holds_from_its_day_until_it_is_taken_back() -> None:
    post = make_target_post()
    by = make_user()

    excuse = excuse_post(post, reason="Nghỉ thai sản", by=by, at=AT)
    with pytest.raises(AlreadyExcused):
        excuse_post(post, reason="Lý do khác", by=by, at=AT)
    withdraw_excuse(excuse, by=by, at=datetime(2023, 4, 3, 3, tzinfo=UTC))
    excuse_post(post, reason="Chuyển công tác", by=by, at=datetime(2023, 5, 4, 3, tzinfo=UTC))

    days = [date(2023, 2, 21), ON, date(2023, 4, 2), date(2023, 4, 3), date(2023, 5, 4)]
    assert [excused_on(post.plan, day).get(post.pk, "") for day in days] == [
        "", "Nghỉ thai sản", "Nghỉ thai sản", "", "Chuyển công tác",
    ]  # fmt: skip


def test_an_excuse_needs_a_reason_and_an_open_plan() -> None:
    post = make_target_post()

    with pytest.raises(ReasonMissing):
        excuse_post(post, reason=" ", by=make_user(), at=AT)
    Plan.objects.filter(pk=post.plan_id).update(state=PlanState.CLOSED)
    with pytest.raises(NotOpen):
        excuse_post(post, reason="Nghỉ thai sản", by=make_user(), at=AT)


def test_the_database_itself_keeps_one_standing_excuse_a_post() -> None:
    excuse = excuse_post(make_target_post(), reason="Nghỉ thai sản", by=make_user(), at=AT)
    excuse.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        excuse.save()


@pytest.mark.parametrize("committees", [1, 12])
def test_a_plan_page_costs_the_same_however_many_committees(
    committees: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan()
    for _ in range(committees):
        make_target_post(plan)
    plan = Plan.objects.select_related("document__issuer").prefetch_related("rule_posts").get(pk=plan.pk)

    # Exceptions, posts, quotas, places by rule and by quarter, quarters and their strictness, duties, chain, approval, amendments.
    with django_assert_num_queries(13):
        assert len(plan_page(plan).quotas) == committees
