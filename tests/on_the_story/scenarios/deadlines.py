"""Requirements of training, what deputies of the story are granted, and what they learned elsewhere."""

from datetime import date
from typing import Final

from khaigiang.oversight.deadlines import services
from khaigiang.oversight.deadlines.models import Proof, Relief, Requirement
from khaigiang.oversight.deadlines.queries import posts_to_excuse
from khaigiang.planning.plans.models import Plan, TargetException
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.units.models import UnitKind
from khaigiang.teaching.curriculum.models import Programme
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import TODAY, by
from tests.on_the_story.scenarios.sending import Sent, Table, post, when

WHY: Final = "Theo đề nghị của cấp ủy"
PAPER: Final = "Công văn số 12-CV/QU ngày 10/5/2023"


def wording(*, within: int = 12) -> services.Wording:
    """A deputy of the story learns within the first year."""
    return services.Wording(
        title="Bồi dưỡng trong năm đầu giữ chức",
        programme=Programme.objects.get(),
        posts=list(second_plan.story().rule_posts.all()),
        kinds=second_plan.story().target_kinds,
        source="Nghị định số 101/2017/NĐ-CP",
        within=within,
    )


def requirement() -> Requirement:
    return services.enter_requirement(wording(), valid_from=date(2022, 4, 1), **by("demo-office"))


def official(*, kind: UnitKind = UnitKind.WARD) -> Official:
    """A deputy who holds the post today."""
    held = Appointment.objects.on(TODAY).filter(post=second_plan.story().rule_posts.get(), unit__kind=kind)
    return held.select_related("official").order_by("pk")[0].official


def extended() -> Relief:
    return services.extend(
        requirement(), official(), until=date(2024, 12, 31), reason=WHY, paper=PAPER, **by("demo-office")
    )


def exemption_asked() -> Relief:
    return services.ask_for_exemption(
        requirement(), official(), until=None, reason=WHY, paper=PAPER, **by("demo-office")
    )


def handed_in() -> Proof:
    return services.hand_in_proof(
        requirement(),
        official(),
        course="Bồi dưỡng cán bộ cơ sở",
        school="Trường Chính trị tỉnh",
        number="CC-118",
        learned_on=date(2023, 3, 3),
        **by("demo-committee"),
    )


def proof_accepted() -> Proof:
    proof = handed_in()
    return services.accept_proof(proof, excuses=posts_to_excuse(proof, TODAY), **by("demo-office"))


def draft_and_a_ward() -> tuple[Plan, Official]:
    """A draft plan for townships, and a deputy of a ward who falls due."""
    requirement()
    return second_plan.drafted(), official()


def _added() -> Sent:
    plan, somebody = draft_and_a_ward()
    return post(plan.pk, who=[somebody.pk], reason=WHY)


def _taken_out() -> Sent:
    plan = second_plan.drafted()
    held = official().appointments.on(TODAY).select_related("post", "unit")[0]
    TargetException.objects.create(
        plan=plan, post=held.post, unit=held.unit, adds=True, official=held.official, reason=WHY
    )
    return post(plan.pk, one=[exception.pk for exception in plan.exceptions.all()])


def _typed() -> dict[str, object]:
    return {
        "title": "Bồi dưỡng trong năm đầu giữ chức",
        "programme": Programme.objects.get().pk,
        "posts": [second_plan.story().rule_posts.get().pk],
        "kinds": ["phuong"],
        "within": "12",
        "in_months": "months",
        "source": "Nghị định số 101/2017/NĐ-CP",
        "valid_from": "1/4/2022",
    }


CERTIFICATE: Final = {"course": "Bồi dưỡng", "school": "Trường Chính trị", "number": "118", "learned_on": "3/3/2023"}
TABLE: Final[Table] = {
    "deadlines:new": when("demo-office", lambda: post(**_typed())),
    "deadlines:change": when("demo-office", lambda: post(requirement().pk, valid_from="1/7/2023", within="6")),
    "deadlines:end": when("demo-office", lambda: post(requirement().pk, valid_until="1/7/2023")),
    "deadlines:discard": when("demo-office", lambda: post(requirement().pk)),
    "deadlines:extend": when(
        "demo-office", lambda: post(requirement().pk, official().pk, until="31/12/2024", reason=WHY, paper=PAPER)
    ),
    "deadlines:exempt": when("demo-office", lambda: post(requirement().pk, official().pk, reason=WHY, paper=PAPER)),
    "deadlines:answer_exemption": when("demo-head", lambda: post(exemption_asked().pk)),
    "deadlines:take_back_relief": when("demo-office", lambda: post(extended().pk)),
    "deadlines:hand_in": when("demo-office", lambda: post(requirement().pk, official().pk, **CERTIFICATE)),
    # Its post of the story's plan is excused with it, and counts again with it.
    "deadlines:accept_proof": when("demo-office", lambda: post(handed_in().pk), entries=2),
    "deadlines:reconsider": when("demo-office", lambda: post(proof_accepted().pk), entries=2),
    "deadlines:refuse_proof": when("demo-office", lambda: post(handed_in().pk, reason=WHY)),
    "deadlines:withdraw_proof": when("demo-office", lambda: post(handed_in().pk)),
    # One entry for the unit, one for the act on all of them.
    "deadlines:add_to_plan": when("demo-office", _added, entries=2),
    "deadlines:take_out": when("demo-office", _taken_out, entries=2),
}
