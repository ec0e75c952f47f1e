"""Too many of one unit away at once, and who keeps the office meanwhile."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.planning.nominations import stays
from khaigiang.planning.nominations.errors import (
    AwayNumberMissing,
    CoverIsAway,
    CoversForOneself,
    CoverUnsaid,
    NotLive,
    ServesElsewhere,
    ShareOutOfRange,
)
from khaigiang.planning.nominations.models import AwayRule, Cover, Nomination
from khaigiang.planning.nominations.queries import judge, who_may_cover
from khaigiang.planning.nominations.rules import most_away, share_of
from khaigiang.planning.nominations.services import name_cover, set_away_rule, withdraw_cover
from khaigiang.planning.nominations.states import AwayMeasure, NominationState
from khaigiang.planning.nominations.stays import Stay
from khaigiang.planning.nominations.tests.makers import make_nomination, make_request
from khaigiang.planning.plans.models import TargetPost
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import Unit, UnitKind

pytestmark = pytest.mark.django_db

ON = date(2023, 3, 2)
AT = datetime(2023, 3, 2, 3, 0, tzinfo=UTC)
S = NominationState


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[Stay]:
    """What the feature above tells of classes; empty until a test fills it."""
    found: list[Stay] = []

    def tell(ids: Collection[int]) -> list[Stay]:
        return [one for one in found if one.official_id in ids]

    monkeypatch.setattr(stays, "_providers", [tell])
    return found


def sits(nomination: Nomination, first: date, days: int = 14) -> Stay:
    return Stay(
        official_id=nomination.official_id,
        nomination_id=nomination.pk,
        class_name="Lớp 2",
        first_day=first,
        last_day=first + timedelta(days=days),
    )


def rule(kind: str, measure: AwayMeasure, most: int | None = None, **more: object) -> AwayRule:
    given_more = {"valid_from": date(2023, 1, 1), "by": make_user(), "at": AT} | more
    return set_away_rule(kind=UnitKind(kind), measure=measure, most=most, **given_more)  # type: ignore[arg-type]  # passed on by name


def post_of(unit: Unit | None = None, **given_more: object) -> TargetPost:
    post = make_target_post(unit=unit, **given_more)  # type: ignore[arg-type]  # passed on by name
    if not hasattr(post.plan, "request"):
        make_request(post.plan)
    return post


def said(nomination: Nomination, on: date = ON) -> list[str]:
    fresh = Nomination.objects.select_related("target_post__unit__parent", "official", "plan", "cover__official")
    [judged] = judge(nomination.plan, [fresh.get(pk=nomination.pk)], on)
    return judged.findings


def crowded(nomination: Nomination) -> list[str]:
    return [one for one in said(nomination) if one.startswith("Cùng lúc")]


def colleague(nomination: Nomination, name: str = "Lê Văn Chi") -> Official:
    return make_appointment(make_official(name), unit=nomination.target_post.unit).official


def two_of_one_unit() -> tuple[Nomination, Nomination]:
    """Two people of one ward, named under two plans of the same days."""
    first = make_nomination(post_of(), state=S.SUBMITTED)
    other = make_target_post(make_plan(), unit=first.target_post.unit, committee=first.committee)
    return first, make_nomination(other, official=colleague(first), state=S.SUBMITTED)


def test_more_of_one_ward_than_the_number_allows_is_told_from_the_day_of_the_rule() -> None:
    first, _second = two_of_one_unit()
    unit = first.target_post.unit
    about = f"Cùng lúc có 2 người của {unit.name} vắng mặt; quy định cho phép 1 người."

    before = said(first)
    rule(unit.kind, AwayMeasure.NUMBER, 1, valid_from=ON)

    assert before == []
    assert about in said(first)
    assert about not in said(first, ON - timedelta(days=1))
    rule(unit.kind, AwayMeasure.NONE, valid_from=ON)
    assert about not in said(first)


def test_people_whose_classes_do_not_meet_are_not_away_at_once(told: list[Stay]) -> None:
    first, second = two_of_one_unit()
    rule(first.target_post.unit.kind, AwayMeasure.NUMBER, 1)

    told.extend([sits(first, date(2023, 3, 13)), sits(second, date(2023, 4, 12))])
    apart = crowded(first)
    told[1] = sits(second, date(2023, 3, 27))
    meeting = crowded(first)

    assert (apart, len(meeting)) == ([], 1)


def test_of_a_district_only_people_with_a_class_count_by_share(told: list[Stay]) -> None:
    first = make_nomination(post_of(), state=S.ACCEPTED)
    district = first.target_post.unit.parent
    assert district is not None
    others = [
        make_nomination(make_target_post(first.plan, committee=first.committee), state=S.ACCEPTED) for _ in range(3)
    ]
    rule(district.kind, AwayMeasure.SHARE, 50)

    spread = crowded(first)
    told.extend(sits(one, date(2023, 3, 13)) for one in (first, *others))

    assert spread == []
    assert crowded(first) == [f"Cùng lúc có 4 người của {district.name} vắng mặt; quy định cho phép 2 người."]


def test_the_fullest_day_decides() -> None:
    def day(number: int) -> date:
        return date(2023, 3, number)

    assert most_away((day(1), day(10)), []) == 1
    assert most_away((day(1), day(10)), [(day(1), day(3)), (day(4), day(6)), (day(6), day(9))]) == 3
    assert most_away((day(1), day(10)), [(day(11), day(12))]) == 1
    assert most_away((day(5), day(5)), [(day(1), day(9)), (day(5), day(5))]) == 3


@given(
    days=st.tuples(st.integers(1, 20), st.integers(0, 8)),
    others=st.lists(st.tuples(st.integers(1, 20), st.integers(0, 8)), max_size=8),
)
def test_the_fullest_day_is_the_one_found_by_counting_every_day(
    days: tuple[int, int], others: list[tuple[int, int]]
) -> None:
    start = date(2023, 3, 1)

    def span(one: tuple[int, int]) -> tuple[date, date]:
        return start + timedelta(days=one[0]), start + timedelta(days=sum(one))

    first, last = span(days)
    counted = max(
        1 + sum(begins <= first + timedelta(days=shift) <= ends for begins, ends in map(span, others))
        for shift in range((last - first).days + 1)
    )

    assert most_away((first, last), list(map(span, others))) == counted


@pytest.mark.parametrize(("percent", "people", "most"), [(50, 4, 2), (50, 5, 2), (10, 4, 1), (100, 3, 3), (1, 0, 1)])
def test_a_share_is_rounded_down_and_lets_one_go(percent: int, people: int, most: int) -> None:
    assert share_of(percent, people) == most


def test_a_rule_says_who_set_it_and_is_set_again_for_the_same_day() -> None:
    by = make_user()
    first = rule("phuong", AwayMeasure.NUMBER, 2, by=by, source="Quy chế làm việc số 12-QC/TU")

    again = rule("phuong", AwayMeasure.SHARE, 30)

    assert again.pk == first.pk
    assert AwayRule.objects.get().most == 30
    assert Entry.objects.filter(act="set_away_rule").count() == 2


@pytest.mark.parametrize(
    ("measure", "most", "refusal"),
    [
        (AwayMeasure.NUMBER, None, AwayNumberMissing),
        (AwayMeasure.SHARE, 0, AwayNumberMissing),
        (AwayMeasure.SHARE, 101, ShareOutOfRange),
    ],
)
def test_a_rule_needs_its_number(measure: AwayMeasure, most: int | None, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        rule("phuong", measure, most)


@pytest.mark.parametrize(
    "values",
    [{"measure": "none"}, {"measure": "share", "most": 101}, {"measure": "number", "most": None}],
)
def test_the_database_holds_a_rule_to_its_number(values: dict[str, object]) -> None:
    rule("phuong", AwayMeasure.NUMBER, 2)

    with pytest.raises(IntegrityError, match="away_rule_has_its_number"):
        AwayRule.objects.update(**values)


def test_the_database_takes_one_rule_a_kind_and_day() -> None:
    found = rule("phuong", AwayMeasure.NUMBER, 2)

    with pytest.raises(IntegrityError):
        AwayRule.objects.create(
            kind=found.kind, valid_from=found.valid_from, measure="none", set_by=found.set_by, set_at=AT
        )


def test_a_colleague_who_stays_keeps_the_office_and_another_takes_over() -> None:
    named = make_nomination(post_of(), state=S.SUBMITTED)
    first, second = colleague(named), colleague(named, "Trần Thị Bình")
    rule(named.target_post.unit.kind, AwayMeasure.NONE, asks_cover=True)
    by = make_user()

    lacking = said(named)
    name_cover(named, official=first, by=by, at=AT)
    covered = said(named)
    name_cover(named, official=second, by=by, at=AT)
    name_cover(named, name="  Vũ   Thị Dung ", by=by, at=AT)

    assert lacking == ["Chưa phân công ai phụ trách thay trong thời gian đi học."]
    assert covered == []
    assert str(Cover.objects.get()) == "Vũ Thị Dung"
    withdraw_cover(named, by=by, at=AT)
    withdraw_cover(named, by=by, at=AT)
    assert Cover.objects.count() == 0
    assert Entry.objects.filter(act="withdraw_cover").count() == 1


def test_who_is_away_too_does_not_keep_the_office(told: list[Stay]) -> None:
    first, second = two_of_one_unit()
    by = make_user()

    with pytest.raises(CoverIsAway):
        name_cover(first, official=second.official, by=by, at=AT)
    told.extend([sits(first, date(2023, 3, 13)), sits(second, date(2023, 4, 12))])
    name_cover(first, official=second.official, by=by, at=AT)
    apart = said(first)
    told[1] = sits(second, date(2023, 3, 20))

    assert apart == []
    assert said(first) == [f"Người phụ trách thay cũng vắng mặt: {second.official}, Lớp 2 (20/03/2023 – 03/04/2023)."]


def test_the_office_is_not_kept_by_a_stranger_by_the_person_or_by_nobody() -> None:
    named = make_nomination(post_of(), state=S.SUBMITTED)
    gone = make_nomination(post_of(), state=S.WITHDRAWN)
    by = make_user()

    with pytest.raises(ServesElsewhere):
        name_cover(named, official=make_official(), by=by, at=AT)
    with pytest.raises(CoversForOneself):
        name_cover(named, official=named.official, by=by, at=AT)
    with pytest.raises(CoverUnsaid):
        name_cover(named, name=" ", by=by, at=AT)
    with pytest.raises(NotLive):
        name_cover(gone, name="Vũ Thị Dung", by=by, at=AT)

    assert Cover.objects.count() == 0


def test_the_database_takes_an_official_or_a_name() -> None:
    named = make_nomination(post_of(), state=S.SUBMITTED)
    name_cover(named, name="Vũ Thị Dung", by=make_user(), at=AT)

    with pytest.raises(IntegrityError, match="cover_is_an_official_or_a_name"):
        Cover.objects.update(name="")


def test_colleagues_are_offered_by_name_with_where_they_are_meanwhile() -> None:
    first, second = two_of_one_unit()
    stays_there = colleague(first, "Trần Thị Bình")

    offered = {one.official_id: one.away for one in who_may_cover(first, ON)}

    assert offered == {second.official_id: f"được cử trong {second.plan.document.number}", stays_there.pk: ""}


def test_a_committee_says_who_keeps_the_office_and_everybody_concerned_sees_it(client: Client) -> None:
    named = make_nomination(post_of(), state=S.SUBMITTED)
    official = colleague(named, "Trần Thị Bình")
    rule(named.target_post.unit.kind, AwayMeasure.NONE, asks_cover=True, valid_from=date(2020, 1, 1))
    sign_in(client, Role.COMMITTEE, office=named.committee)
    address = reverse("nominations:cover", args=[named.pk])
    own = reverse("nominations:committee", args=[named.plan_id, named.committee_id])

    asked = client.get(own).content.decode()
    form = client.get(address).content.decode()
    nobody = client.post(address, {"official": "", "name": ""})
    client.post(address, {"official": official.pk})
    pages = [client.get(own), client.get(reverse("nominations:nomination", args=[named.pk]))]
    sign_in(client, Role.OFFICE)
    pages.append(client.get(reverse("nominations:vetting", args=[named.plan_id])))

    assert address in asked
    assert "Trần Thị Bình" in form
    assert nobody.status_code == 422
    assert ["Trần Thị Bình" in page.content.decode() for page in pages] == [True] * 3
    assert client.post(reverse("nominations:withdraw_cover", args=[named.pk])).status_code == 302
    assert Cover.objects.count() == 0


def test_who_keeps_the_office_so_far_stands_in_the_form_that_changes_it(client: Client) -> None:
    named = make_nomination(post_of())
    sign_in(client, Role.COMMITTEE, office=named.committee)
    address = reverse("nominations:cover", args=[named.pk])
    client.post(address, {"official": "", "name": "Đỗ Thị Hạnh"})

    form = client.get(address).content.decode()

    assert 'value="Đỗ Thị Hạnh"' in form
    assert "Chưa có ai khác của đơn vị" in form


def test_a_committee_covers_its_own_people_only(client: Client) -> None:
    mine, foreign = make_nomination(post_of()), make_nomination(post_of())
    sign_in(client, Role.COMMITTEE, office=mine.committee)

    assert client.get(reverse("nominations:cover", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("nominations:withdraw_cover", args=[foreign.pk])).status_code == 404


def test_the_office_sets_a_rule_on_its_page_and_others_read_it(client: Client) -> None:
    page = reverse("nominations:away_rules")
    sign_in(client, Role.ORGANISER)

    assert "Chưa có quy định" in client.get(page).content.decode()
    typed = {"kind": "phuong", "measure": "number", "most": "1", "valid_from": "01/03/2023", "source": "12-QC/TU"}
    without = client.post(page, typed | {"most": ""})
    client.post(page, typed)
    sign_in(client, Role.COMMITTEE)
    read = client.get(page).content.decode()

    assert without.status_code == 422
    assert "12-QC/TU" in read
    assert 'name="measure"' not in read
    assert client.post(page, typed).status_code == 404
    assert AwayRule.objects.count() == 1


def test_warnings_cost_the_same_however_many_people() -> None:
    first = make_nomination(post_of(), state=S.SUBMITTED)
    rule(first.target_post.unit.kind, AwayMeasure.NUMBER, 1, asks_cover=True)
    costs = []
    for count in (1, 15):
        for _ in range(count):
            one = make_nomination(make_target_post(first.plan), state=S.SUBMITTED)
            name_cover(one, official=colleague(one), by=make_user(), at=AT)
        together = ("target_post__unit__parent", "official", "plan", "cover__official")
        people = list(Nomination.objects.select_related(*together))
        with CaptureQueriesContext(connection) as asked:
            judge(first.plan, people, ON)
        costs.append(len(asked))

    assert costs[0] == costs[1]
