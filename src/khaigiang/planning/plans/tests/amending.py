"""An approved plan of two wards and what later documents make of its group, for tests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans.models import Plan, PlanAmendment
from khaigiang.planning.plans.queries import places_grid
from khaigiang.planning.plans.queries.amendments import Key
from khaigiang.planning.plans.queries.exceptions import Place
from khaigiang.planning.plans.queries.targets import rule_alone
from khaigiang.planning.plans.services import (
    QuarterTargets,
    amend_plan,
    approve_plan,
    send_up_plan,
    set_quarters,
    spread_places,
)
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.officials.models import Post
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.models import Unit, UnitKind
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district

AT = datetime(2023, 6, 1, 3, tzinfo=UTC)
APRIL_14, APRIL_15, MAY_15 = date(2023, 4, 14), date(2023, 4, 15), date(2023, 5, 15)
WHY = "Bổ sung theo Kế hoạch sửa đổi"
WARDS, COMMUNES = UnitKind.WARD.value, UnitKind.COMMUNE.value


def approved() -> Plan:
    """An approved plan for the deputies of two wards of Ba Đình; Kim Nỗ, a commune of Đông Anh, is not in its group."""
    plan = make_plan(state=PlanState.DRAFT, post=make_post("Phó Bí thư Đảng ủy"), target_kinds=[UnitKind.WARD])
    for district, kind, names in (
        ("Ba Đình", UnitKind.WARD, ("Phúc Xá", "Trúc Bạch")),
        ("Đông Anh", UnitKind.COMMUNE, ("Kim Nỗ",)),
    ):
        over = make_district(district)
        make_committee(over)
        for name in names:
            make_commune(name, kind, district=over)
    return approve_plan(send_up_plan(plan, by=make_user(), at=AT), by=make_user(), at=AT)


def place(plan: Plan, name: str) -> Place:
    """The plan's post in the unit of this name."""
    return plan.rule_posts.get().pk, Unit.objects.get(name__endswith=name).pk


def amended(
    plan: Plan,
    *names: str,
    on: date = APRIL_15,
    wanted: Mapping[Key, str] | None = None,
    document: Document | None = None,
) -> PlanAmendment:
    """The plan once posts of units joined or left its group."""
    group = {place(plan, name): WHY for name in names}
    document = document or make_document(issued_on=on)
    return amend_plan(plan, wanted or {}, group=group, document=document, in_force_on=on, by=make_user(), at=AT)


def by_quarter(plan: Plan) -> Plan:
    """The plan with the places of its committees spread over two quarters that want one and two people."""
    wanted = [QuarterTargets(year=2023, quarter=number, classes=1, places=number) for number in (1, 2)]
    set_quarters(plan, wanted, by=make_user(), at=AT)
    return spread_places(plan, by=make_user(), at=AT)


def cells(plan: Plan) -> dict[str, tuple[int, ...]]:
    """The places of each committee of a plan, in all and in each quarter."""
    return {
        row.committee.removeprefix("Quận ủy ").removeprefix("Huyện ủy "): (row.places, *row.cells)
        for row in places_grid(plan).rows
    }


def units_on(plan: Plan, day: date) -> list[str]:
    """The units whose post belongs to the group on a day."""
    return sorted(plan.target_posts.on(day).values_list("unit__name", flat=True))


def ruled(
    plan: Plan,
    *,
    posts: Sequence[Post] = (),
    kinds: Sequence[str] = (),
    as_of: date | None = None,
    on: date = APRIL_15,
    group: str = "",
    document: Document | None = None,
) -> PlanAmendment:
    """The plan once a document changed its rule from a day on, and named the post of a unit too where one is given."""
    own = rule_alone(plan)
    rule = replace(own, posts=tuple(posts) or own.posts, kinds=tuple(kinds) or own.kinds, on=as_of or own.on)
    return amend_plan(
        plan,
        {},
        rule=rule,
        group={place(plan, group): WHY} if group else None,
        document=document or make_document(issued_on=on),
        in_force_on=on,
        by=make_user(),
        at=AT,
    )


def again(plan: Plan) -> Plan:
    """The plan as the database has it."""
    return Plan.objects.select_related("document").get(pk=plan.pk)
