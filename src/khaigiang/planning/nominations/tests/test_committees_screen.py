"""A committee's screen: what is left to do, naming in a few keys, several at once, and who cannot come."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.web import clock
from khaigiang.planning.nominations import stays
from khaigiang.planning.nominations.errors import (
    AlreadyHindered,
    HindranceUnsaid,
    NamedAlready,
    PostAlreadyNamed,
    ServesElsewhere,
)
from khaigiang.planning.nominations.models import Hindrance, Nomination
from khaigiang.planning.nominations.queries import Subject, findings_of, holders_to_name, people_to_name, sentence
from khaigiang.planning.nominations.services import nominate_people, state_hindrance, withdraw_hindrance
from khaigiang.planning.nominations.states import HindranceReason, NominationState
from khaigiang.planning.nominations.stays import Stay
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination, make_request
from khaigiang.planning.plans.models import TargetPost
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official

pytestmark = pytest.mark.django_db

ON = date(2023, 3, 1)
AT = datetime(2023, 3, 1, 3, 0, tzinfo=UTC)
S = NominationState


def asked_post(**given: object) -> TargetPost:
    post = make_target_post(**given)  # type: ignore[arg-type]  # passed on by name
    if not hasattr(post.plan, "request"):
        make_request(post.plan)
    return post


def page_of(post: TargetPost, name: str = "committee") -> str:
    return reverse(f"nominations:{name}", args=[post.plan_id, post.committee_id])


def findings(post: TargetPost, official: Official, on: date = ON) -> list[str]:
    [found] = findings_of(post.plan, [Subject(post, official)], on)
    return [sentence(one) for one in found]


@pytest.fixture
def told_stays(monkeypatch: pytest.MonkeyPatch) -> list[Stay]:
    """What the feature above tells of classes; empty until a test fills it."""
    told: list[Stay] = []

    def tell(ids: Iterable[int]) -> list[Stay]:
        return [one for one in told if one.official_id in ids]

    monkeypatch.setattr(stays, "_providers", [tell])
    return told


def stay(official: Official, first: date, *, nomination: Nomination | None = None) -> Stay:
    return Stay(
        official_id=official.pk,
        nomination_id=nomination.pk if nomination else None,
        class_name="Lớp 2",
        first_day=first,
        last_day=first + timedelta(days=14),
    )


@pytest.mark.parametrize("typed", ["Hòa", "hoà", "HOA", "van hoa", "phuc xa", "hoa phuc xa"])
def test_somebody_is_found_by_a_few_letters_of_name_or_unit_with_tones_or_without(typed: str) -> None:
    post = asked_post()
    post.unit.name = "Phường Phúc Xá"
    post.unit.save()
    make_holder(post, "Nguyễn Văn Hòa")
    make_holder(asked_post(plan=post.plan), "Nguyễn Văn Hòa")

    found = people_to_name(post.plan, post.committee_id, typed, ON)

    assert [(row.full_name, row.target_post_id, row.may_be_named) for row in found.rows] == [
        ("Nguyễn Văn Hòa", post.pk, True)
    ]


def test_the_holder_nobody_has_named_comes_first_and_who_cannot_be_named_says_why() -> None:
    post = asked_post()
    named = make_nomination(asked_post(plan=post.plan, committee=post.committee), official=None)
    Official.objects.filter(pk=named.official_id).update(full_name="Lê Hoa", sort_key="0", folded="le hoa")
    make_appointment(make_official("Trần Hoa"), unit=post.unit)
    make_holder(post, "Vũ Hoa")

    rows = people_to_name(post.plan, post.committee_id, "hoa", ON).rows

    assert [(row.full_name, row.is_holder, row.may_be_named) for row in rows] == [
        ("Vũ Hoa", True, True),
        ("Lê Hoa", True, False),
        ("Trần Hoa", False, True),
    ]
    assert rows[1].taken_by == "Lê Hoa"


def test_no_more_than_eight_are_shown_and_the_others_are_counted() -> None:
    post = asked_post()
    for number in range(11):
        make_appointment(make_official(f"Nguyễn Thị Hoa {number}"), unit=post.unit)

    found = people_to_name(post.plan, post.committee_id, "hoa", ON)

    assert (len(found.rows), found.more) == (8, 3)
    assert people_to_name(post.plan, post.committee_id, "  ", ON).rows == []


def test_looking_up_costs_the_same_however_many_people_serve() -> None:
    post = asked_post()
    costs = []
    for count in (1, 15):
        for _ in range(count):
            make_holder(asked_post(plan=post.plan, committee=post.committee), "Nguyễn Văn Hòa")
        with CaptureQueriesContext(connection) as asked:
            people_to_name(post.plan, post.committee_id, "hoa", ON)
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_several_are_named_at_once_or_nobody_and_it_is_one_act() -> None:
    post = asked_post()
    other = asked_post(plan=post.plan, committee=post.committee)
    taken = make_nomination(asked_post(plan=post.plan, committee=post.committee))
    people = [Subject(post, make_holder(post)), Subject(other, make_holder(other))]
    spoiled = [*people, Subject(taken.target_post, make_official("Lê Văn Chi"))]

    with pytest.raises(PostAlreadyNamed):
        nominate_people(post.plan, post.committee, spoiled, by=make_user(), at=AT)
    assert Nomination.objects.count() == 1
    nominate_people(post.plan, post.committee, people, by=make_user(), at=AT)

    assert Nomination.objects.filter(state=S.DRAFT).count() == 3
    assert Entry.objects.filter(act="nominate_people").count() == 1


def test_the_box_finds_without_script_and_names_with_one_button_which_can_be_undone(client: Client) -> None:
    post = asked_post()
    holder = make_holder(post, "Nguyễn Văn Hòa")
    sign_in(client, Role.COMMITTEE, office=post.committee)

    page = client.get(page_of(post)).content.decode()
    whole = client.get(page_of(post, "find"), {"q": "hoa"}).content.decode()
    part = client.get(page_of(post, "find"), {"q": "hoa"}, headers={"HX-Request": "true"}).content.decode()
    named = client.post(page_of(post, "name_people"), {"chosen": f"{post.pk}-{holder.pk}"})
    after = client.get(named["Location"]).content.decode()

    assert page_of(post, "find") in page
    assert "<html" in whole
    assert "<html" not in part
    assert all(f'value="{post.pk}-{holder.pk}"' in shown for shown in (whole, part))
    assert "Đã cử 1 người" in after
    assert "autofocus" in after
    assert Nomination.objects.get().official == holder


@pytest.mark.parametrize("chosen", ["", "x", "1", "1-x", "-", f"{'9' * 30}-1"])
def test_what_cannot_be_read_names_nobody_and_says_so(client: Client, chosen: str) -> None:
    post = asked_post()
    sign_in(client, Role.COMMITTEE, office=post.committee)

    answer = client.post(page_of(post, "name_people"), {"chosen": chosen})

    assert answer.status_code == 409
    assert "Chưa chọn ai" in answer.content.decode()


def test_nobody_of_another_committee_is_found_or_named(client: Client) -> None:
    post = asked_post()
    foreign = asked_post(plan=post.plan)
    stranger = make_holder(foreign, "Nguyễn Văn Hòa")
    sign_in(client, Role.COMMITTEE, office=post.committee)

    found = client.get(page_of(post, "find"), {"q": "hoa"}).content.decode()
    crossed = [
        client.post(page_of(post, "name_people"), {"chosen": f"{foreign.pk}-{stranger.pk}"}),
        client.post(page_of(post, "name_people"), {"chosen": f"{post.pk}-{stranger.pk}"}),
        client.post(page_of(foreign, "name_people"), {"chosen": f"{foreign.pk}-{stranger.pk}"}),
        client.get(page_of(foreign, "find"), {"q": "hoa"}),
        client.get(reverse("nominations:hindrance", args=[foreign.pk, stranger.pk])),
        client.get(reverse("nominations:hindrance", args=[post.pk, stranger.pk])),
    ]

    assert "Nguyễn Văn Hòa" not in found
    assert [answer.status_code for answer in crossed] == [404] * 6
    assert Nomination.objects.count() == 0


def test_who_cannot_come_is_left_out_of_naming_all_and_said_beside_the_post(client: Client) -> None:
    post = asked_post()
    today = clock.today()
    holder = make_holder(post, "Nguyễn Văn Hòa")
    sign_in(client, Role.COMMITTEE, office=post.committee)
    address = reverse("nominations:hindrance", args=[post.pk, holder.pk])

    form = client.get(address).content.decode()
    unsaid = client.post(address, {"why": "other"})
    client.post(address, {"why": "sick", "until": f"{today + timedelta(days=9):%d/%m/%Y}", "note": "Mổ ruột thừa"})
    page = client.get(page_of(post)).content.decode()
    preview = holders_to_name(post.plan, post.committee, today)
    hindrance = Hindrance.objects.get()
    client.post(reverse("nominations:withdraw_hindrance", args=[hindrance.pk]))

    assert "Nguyễn Văn Hòa" in form
    assert unsaid.status_code == 422
    assert "Mổ ruột thừa" in page
    assert preview.named == []
    assert "Mổ ruột thừa" in preview.skipped[0].why
    assert [one.official for one in holders_to_name(post.plan, post.committee, today).named] == [holder]


def test_a_hindrance_stands_until_its_last_day_and_can_then_be_said_anew() -> None:
    post = asked_post()
    holder = make_holder(post)
    given = {"official": holder, "why": HindranceReason.SICK, "by": make_user()}

    state_hindrance(post, **given, until=ON, at=AT)  # type: ignore[arg-type]  # passed on by name

    assert findings(post, holder, ON) == ["Không đi học được: đang ốm đến 01/03/2023."]
    assert findings(post, holder, ON + timedelta(days=1)) == []
    with pytest.raises(AlreadyHindered):
        state_hindrance(post, **given, at=AT)  # type: ignore[arg-type]  # as above
    state_hindrance(post, **given, at=AT + timedelta(days=1))  # type: ignore[arg-type]  # as above
    assert Hindrance.objects.filter(taken_back_at__isnull=True).count() == 1


def test_a_hindrance_is_refused_for_a_stranger_for_who_is_named_and_without_words() -> None:
    post = asked_post()
    named = make_nomination(post)
    by = make_user()

    with pytest.raises(ServesElsewhere):
        state_hindrance(post, official=make_official(), why=HindranceReason.SICK, by=by, at=AT)
    with pytest.raises(NamedAlready):
        state_hindrance(post, official=named.official, why=HindranceReason.SICK, by=by, at=AT)
    with pytest.raises(HindranceUnsaid):
        state_hindrance(post, official=named.official, why=HindranceReason.OTHER, note=" ", by=by, at=AT)


def test_saying_twice_that_somebody_can_come_changes_nothing() -> None:
    post = asked_post()
    hindrance = state_hindrance(post, official=make_holder(post), why=HindranceReason.DUTY, by=make_user(), at=AT)

    first = withdraw_hindrance(hindrance, by=make_user(), at=AT)
    second = withdraw_hindrance(hindrance, by=make_user(), at=AT + timedelta(hours=1))

    assert second.taken_back_at == first.taken_back_at
    assert Entry.objects.filter(act="withdraw_hindrance").count() == 1


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("hindrance_taken_back_at_and_by_together", {"taken_back_at": AT}),
        ("another_hindrance_says_what_it_is", {"why": "other"}),
    ],
)
def test_the_database_holds_a_hindrance_together(name: str, values: dict[str, object]) -> None:
    post = asked_post()
    hindrance = state_hindrance(post, official=make_holder(post), why=HindranceReason.DUTY, by=make_user(), at=AT)

    with pytest.raises(IntegrityError, match=name):
        Hindrance.objects.filter(pk=hindrance.pk).update(**values)


def test_the_database_lets_one_hindrance_of_a_person_stand() -> None:
    post = asked_post()
    holder = make_holder(post)
    row = {"target_post": post, "official": holder, "why": "sick", "said_at": AT, "said_by": make_user()}
    Hindrance.objects.create(**row)

    with pytest.raises(IntegrityError):
        Hindrance.objects.create(**row)


def test_a_class_of_the_same_days_and_one_of_before_are_told(told_stays: list[Stay]) -> None:
    post = asked_post()
    holder = make_holder(post)
    told_stays.append(stay(holder, date(2023, 3, 13)))

    assert findings(post, holder, ON) == ["Có trong Lớp 2 (13/03/2023 – 27/03/2023), trùng thời gian học."]
    assert findings(post, holder, date(2023, 4, 1)) == ["Đã học Lớp 2 (13/03/2023 – 27/03/2023)."]


def test_ones_own_class_is_no_conflict_and_stands_beside_the_name(client: Client, told_stays: list[Stay]) -> None:
    named = make_nomination(asked_post(), state=S.ACCEPTED)
    told_stays.append(stay(named.official, date(2023, 3, 13), nomination=named))
    sign_in(client, Role.COMMITTEE, office=named.committee)

    assert findings(named.target_post, named.official) == []
    assert "Lớp 2 (13/03/2023 – 27/03/2023)" in client.get(page_of(named.target_post)).content.decode()


def test_a_name_given_under_another_plan_of_the_same_days_is_told_and_not_one_of_later() -> None:
    post = asked_post()
    holder = make_holder(post)
    meeting, later = make_plan(), make_plan(starts_on=date(2023, 9, 1), ends_on=date(2023, 12, 1))
    for plan in (meeting, later):
        make_nomination(make_target_post(plan, unit=post.unit, committee=post.committee), official=holder)

    assert findings(post, holder) == [f"Cũng được cử trong kế hoạch {meeting.document.number}, diễn ra cùng thời gian."]


def test_who_leaves_the_post_before_the_classes_end_is_told() -> None:
    post = asked_post()
    leaves, stays_on = make_official("Trần Thị Bình"), make_official("Lê Văn Chi")
    make_appointment(leaves, post=post.post, unit=post.unit, valid_until=date(2023, 5, 1))
    other = asked_post(plan=post.plan)
    make_appointment(stays_on, post=other.post, unit=other.unit, valid_until=date(2023, 9, 1))

    assert findings(post, leaves) == ["Chỉ giữ chức đến 01/05/2023, trước khi các lớp kết thúc."]
    assert findings(other, stays_on) == []


def test_what_came_back_is_answered_from_the_list(client: Client) -> None:
    named = make_nomination(asked_post(), state=S.SUBMITTED)
    Nomination.objects.filter(pk=named.pk).update(state=S.RETURNED, reason="Thiếu ngày vào Đảng")
    sign_in(client, Role.COMMITTEE, office=named.committee)

    page = client.get(page_of(named.target_post)).content.decode()

    assert "Thiếu ngày vào Đảng" in page
    assert page_of(named.target_post, "send") in page
    assert reverse("nominations:substitute", args=[named.pk]) in page


def test_an_office_that_only_reads_is_offered_nothing_to_name(client: Client) -> None:
    post = asked_post()
    make_holder(post)
    sign_in(client, Role.LEADER)

    page = client.get(page_of(post)).content.decode()

    assert page_of(post, "name_people") not in page
    assert "data-pick" not in page
