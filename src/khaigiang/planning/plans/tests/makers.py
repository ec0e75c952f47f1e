"""Plans with their posts and places for tests."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.tests.makers import make_document, make_organiser
from khaigiang.planning.plans.models import PaperDuty, Plan, Quota, TargetPost
from khaigiang.planning.plans.states import PlanState
from khaigiang.registry.officials.models import Post
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.models import Office, Unit, UnitKind
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_office

_serial = count(1)

COMMUNE_KINDS = (UnitKind.WARD, UnitKind.COMMUNE, UnitKind.TOWNSHIP)


def make_plan(
    *,
    state: PlanState = PlanState.OPEN,
    post: Post | None = None,
    posts: Sequence[Post] = (),
    organiser: Office | None = None,
    school: Office | None = None,
    document: Document | None = None,
    target_kinds: Sequence[str] = COMMUNE_KINDS,
    target_on: date = date(2023, 2, 22),
    starts_on: date = date(2023, 3, 1),
    ends_on: date = date(2023, 6, 30),
    born_not_before: date | None = None,
) -> Plan:
    """A plan of the first half of 2023; an open one has no posts until `make_target_post` gives it some."""
    plan = Plan.objects.create(
        title="Bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn",
        code=f"BD-{next(_serial)}",
        document=document or make_document(issued_on=date(2023, 2, 22)),
        organiser=organiser or make_organiser(),
        school=school or make_office(),
        state=state,
        target_kinds=[str(kind) for kind in target_kinds],
        target_on=target_on,
        born_not_before=born_not_before,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    plan.rule_posts.set(posts or [post or make_post()])
    return plan


def make_quota(plan: Plan | None = None, committee: Office | None = None, *, places: int = 10) -> Quota:
    """Places asked of a committee; the row that is there already when there is one."""
    found, _made = Quota.objects.get_or_create(
        plan=plan or make_plan(),
        committee=committee or make_committee(),
        defaults={"places": places},
    )
    return found


def make_target_post(
    plan: Plan | None = None,
    *,
    post: Post | None = None,
    unit: Unit | None = None,
    committee: Office | None = None,
    places: int = 10,
) -> TargetPost:
    """One post of an open plan, in a new commune of the committee's district, with places for the committee."""
    plan = plan or make_plan()
    committee = committee or make_committee()
    make_quota(plan, committee, places=places)
    return TargetPost.objects.create(
        plan=plan,
        post=post or plan.rule_posts.get(),
        unit=unit or make_commune(district=committee.unit),
        committee=committee,
    )


def make_duty(
    plan: Plan, paper: PaperDuty.Paper = PaperDuty.Paper.REQUEST, *, office: Office | None = None
) -> PaperDuty:
    """Who signs a paper of a plan."""
    return PaperDuty.objects.create(
        plan=plan,
        paper=paper,
        office=office or plan.organiser,
        signer_prefix="K/T TRƯỞNG BAN",
        signer_title="Phó Trưởng ban",
        signer_name="Vũ Đình Quang",
        recipients="Như trên\nThường trực Thành ủy (để báo cáo)",
    )
