"""Posts by which committees name people and the office vets them: hindrances, covers, returns, rules of absence."""

from typing import Final

from khaigiang.planning.nominations import services as nominations
from khaigiang.planning.nominations.models import Hindrance, Nomination
from khaigiang.planning.nominations.states import HindranceReason
from khaigiang.planning.plans import services as plans
from khaigiang.registry.units.models import UnitKind
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import by
from tests.on_the_story.scenarios.sending import Sent, Table, post, when


def _a_post_and_its_holder() -> tuple[int, int]:
    plan = second_plan.asked()
    committee = second_plan.committees(plan)[0]
    target = plan.target_posts.select_related("unit").filter(committee=committee).order_by("pk")[0]
    return target.pk, target.unit.appointments.filter(post=target.post).order_by("pk")[0].official_id


def _named_together() -> Sent:
    plan = second_plan.asked()
    committee = second_plan.committees(plan)[0]
    targets = plan.target_posts.select_related("unit").filter(committee=committee).order_by("pk")
    holders = [(one.pk, one.unit.appointments.filter(post=one.post).order_by("pk")[0].official_id) for one in targets]
    return post(plan.pk, committee.pk, chosen=[f"{target}-{official}" for target, official in holders])


def _hindrance() -> Hindrance:
    nomination = second_plan.named()[0]
    target = nomination.target_post
    nominations.withdraw_nomination(nomination, reason="", **by("demo-office"))
    return nominations.state_hindrance(
        target, official=nomination.official, why=HindranceReason.SICK, **by("demo-office")
    )


def _covered() -> Nomination:
    nomination = second_plan.named()[0]
    nominations.name_cover(nomination, name="Đỗ Thị Hạnh", **by("demo-office"))
    return nomination


def _vetted() -> Sent:
    sent = second_plan.submitted()
    return post(sent[0].plan_id, act="accept", sure="1", people=[one.pk for one in sent])


def _returned() -> Sent:
    returned = second_plan.returned()
    return post(returned.plan_id, people=[returned.pk])


def _quarters_wished() -> Sent:
    drafts = second_plan.named()
    plan = drafts[0].plan
    wanted = plans.QuarterTargets(year=2023, quarter=3, classes=1, places=plan.target_posts.count())
    plans.set_quarters(plan, [wanted], **by("demo-organiser"))
    plans.spread_places(plan, **by("demo-organiser"))
    return post(plan.pk, drafts[0].committee_id, **{f"quarter-{drafts[0].pk}": "2023-3"})


TABLE: Final[Table] = {
    "nominations:name_people": when("demo-office", _named_together),
    "nominations:quarters": when("demo-office", _quarters_wished),
    "nominations:hindrance": when(
        "demo-office", lambda: post(*_a_post_and_its_holder(), why="sick", note="Điều trị dài ngày")
    ),
    "nominations:withdraw_hindrance": when("demo-office", lambda: post(_hindrance().pk)),
    "nominations:cover": when("demo-office", lambda: post(second_plan.named()[0].pk, official="", name="Đỗ Thị Hạnh")),
    "nominations:withdraw_cover": when("demo-office", lambda: post(_covered().pk)),
    "nominations:vet": when("demo-office", _vetted),
    "nominations:take_back_return": when("demo-office", _returned),
    "nominations:away_rules": when(
        "demo-office",
        lambda: post(
            kind=UnitKind.TOWNSHIP.value,
            measure="number",
            most="2",
            valid_from="24/5/2023",
            source="Quy chế của trường",
        ),
    ),
}
