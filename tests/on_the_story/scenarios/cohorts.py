"""Classes: planned, filled, decided, summoned, grouped."""

from typing import Final

from khaigiang.planning.nominations.models import Nomination
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.models import Enrolment, GroupSeat, PinChange, Placement, TrainingClass
from khaigiang.teaching.cohorts.queries import last_change_of, next_number
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.ground import user
from tests.on_the_story.scenarios.second_plan import TODAY, by, typed_signature
from tests.on_the_story.scenarios.sending import Sent, Table, post, when
from tests.on_the_story.scenarios.teaching import class_5


def _first_planned() -> TrainingClass:
    return second_plan.planned()[0]


def _many_classes() -> Sent:
    plan = second_plan.accepted()[0].plan
    row = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "1",
        "form-0-number": next_number(plan),
        "form-0-name": "Lớp 1",
        "form-0-first_day": "24/5/2023",
        "form-0-min_size": "1",
        "form-0-wanted_size": "8",
        "form-0-max_size": "20",
    }
    version = ProgrammeVersion.objects.get().pk
    return post(plan.pk, version=version, count="1", people="8", first_day="24/5/2023", **row)


def _one_class() -> Sent:
    plan = second_plan.accepted()[0].plan
    return post(plan.pk, version=ProgrammeVersion.objects.get().pk, min_size="1", wanted_size="8", max_size="20")


def _wish() -> Sent:
    training_class = _first_planned()
    nomination = training_class.plan.nominations.filter(committee__name="Huyện ủy Chương Mỹ").order_by("pk")[0]
    return post(training_class.plan_id, **{f"wish-{nomination.pk}": f"prefers:{training_class.pk}"})


def _places() -> Sent:
    plan = _first_planned().plan
    cells = {f"class-{quota.committee_id}-{one.pk}": "1" for quota in plan.quotas.all() for one in plan.classes.all()}
    return post(plan.pk, **cells)


def _with_places() -> Sent:
    plan = _first_planned().plan
    services.spread_class_places(plan, **by("demo-office"))
    return post(plan.pk)


def _another_place() -> Sent:
    classes = second_plan.planned()
    for one in classes:
        services.confirm_class(one, **by("demo-office"))
    run = services.propose_allocation(classes[0].plan, seconds=second_plan.SOLVER_SECONDS, **by("demo-office"))
    services.apply_allocation(run, **by("demo-office"))
    placement = classes[0].placements.order_by("pk").first() or classes[1].placements.order_by("pk")[0]
    other = next(one for one in classes if one.pk != placement.training_class_id)
    return post(placement.nomination_id, training_class=other.pk)


def _exchanged() -> Sent:
    """The page itself says by which mark the exchange is agreed to."""
    sent = _another_place()
    return post(*sent.arguments, sent.typed["training_class"])


def _waiting_list_open() -> int:
    plan = second_plan.confirmed().plan
    services.open_waiting_list(plan, agreed=0, **by("demo-office"))
    return plan.pk


def _placed() -> Nomination:
    """Somebody whom an applied proposal gave a class."""
    return Placement.objects.filter(training_class__plan=second_plan.allocated().plan).order_by("pk")[0].nomination


def _pinned() -> PinChange:
    person = _placed()
    return services.pin_people(person.plan, [person.pk], reason="Đã báo lớp", **by("demo-office"))


def _to_pin() -> Sent:
    person = _placed()
    return post(person.plan_id, person=[person.pk], reason="Đã báo lớp")


def _to_unpin() -> Sent:
    change = _pinned()
    return post(change.plan_id, person=list(change.before), stays_a_wish="on")


def _member() -> Enrolment:
    return Enrolment.objects.filter(training_class=class_5(), is_current=True, seats__discussion=1).order_by("pk")[0]


def _leaving() -> Sent:
    leaving = Enrolment.objects.filter(training_class=class_5(), is_current=True).order_by("-pk")[0]
    return post(class_5().pk, remove=[leaving.pk], **{f"reason-{leaving.pk}": "Nghỉ ốm dài ngày"})


def _newcomer() -> Sent:
    training_class = second_plan.running()
    taken = Enrolment.objects.filter(training_class=training_class).values("target_post")
    target = training_class.plan.target_posts.exclude(pk__in=taken).order_by("pk")[0]
    return post(
        training_class.pk, official=target.unit.appointments.order_by("pk")[0].official_id, target_post=target.pk
    )


def _let_in() -> Enrolment:
    training_class = second_plan.running()
    taken = Enrolment.objects.filter(training_class=training_class).values("target_post")
    target = training_class.plan.target_posts.exclude(pk__in=taken).order_by("pk")[0]
    official = target.unit.appointments.order_by("pk")[0].official
    return services.let_in(training_class, official=official, target_post=target, on=TODAY, **by("demo-office"))


def _of_an_ended_class() -> Enrolment:
    return Enrolment.objects.filter(training_class__number=4, is_current=True).order_by("pk")[0]


def _proposed_groups() -> int:
    services.propose_groups(class_5(), **by("demo-office"))
    return class_5().pk


def _dissolved() -> int:
    services.dissolve_groups(class_5(), **by("demo-office"))
    change = last_change_of(class_5())
    assert change is not None
    return change.pk


def _of_another_group(member: Enrolment) -> GroupSeat:
    others = GroupSeat.objects.filter(enrolment__training_class=class_5(), enrolment__is_current=True, discussion=1)
    return others.exclude(group=member.seats.get(discussion=1).group).order_by("pk")[0]


def _other_group() -> Sent:
    member = _member()
    return post(member.pk, 1, group=_of_another_group(member).group)


def _swapped() -> Sent:
    member = _member()
    other = _of_another_group(member)
    groups = {"leaves": member.seats.get(discussion=1).group, "enters": other.group}
    return post(member.pk, 1, other.enrolment_id, **groups)


TABLE: Final[Table] = {
    "cohorts:plan_classes": when("demo-office", _many_classes),
    "cohorts:undo_planning": when("demo-office", lambda: post(_first_planned().plan_id)),
    "cohorts:new": when("demo-office", _one_class),
    "cohorts:edit": when("demo-office", lambda: post(_first_planned().pk, wanted_size="9")),
    "cohorts:days": when(
        "demo-office",
        lambda: post(_first_planned().pk, days="24/5/2023 - 26/5/2023, 29/5/2023 - 2/6/2023, 5/6/2023 - 7/6/2023"),
    ),
    "cohorts:teacher": when("demo-office", lambda: post(_first_planned().pk, teacher=user("giaovien-1").pk)),
    "cohorts:remove": when("demo-office", lambda: post(_first_planned().pk)),
    "cohorts:step": when("demo-office", lambda: post(_first_planned().pk, "confirm")),
    "cohorts:class_places": when("demo-office", _places),
    "cohorts:spread_class_places": when("demo-office", lambda: post(_first_planned().plan_id)),
    "cohorts:clear_class_places": when("demo-office", _with_places),
    "cohorts:undo_class_places": when("demo-office", _with_places),
    # The office wishes for a committee that it chooses in the address; a committee for its own people.
    "cohorts:wishes": when("capuy-277", _wish),
    "cohorts:allocation": when("demo-office", lambda: post(second_plan.confirmed().plan_id), entries=2),
    "cohorts:stop_run": when("demo-office", lambda: post(second_plan.asked_for().pk)),
    "cohorts:begin_again": when("demo-office", lambda: post(second_plan.broken_off().pk), entries=2),
    "cohorts:relax_run": when("demo-office", lambda: post(second_plan.fruitless().pk, 1), entries=3),
    "cohorts:undo_relaxation": when("demo-office", lambda: post(second_plan.relaxed().pk)),
    "cohorts:pin_people": when("demo-office", _to_pin),
    "cohorts:unpin_people": when("demo-office", _to_unpin),
    "cohorts:undo_pins": when("demo-office", lambda: post(_pinned().pk)),
    "cohorts:rename_run": when("demo-office", lambda: post(second_plan.proposed().pk, name="Không xét nguyện vọng")),
    "cohorts:open_waiting_list": when("demo-office", lambda: post(second_plan.confirmed().plan_id, agreed="0")),
    "cohorts:stop_waiting_list": when("demo-office", lambda: post(_waiting_list_open(), take_back="on")),
    "cohorts:apply_run": when("demo-office", lambda: post(second_plan.proposed().pk)),
    "cohorts:undo_run": when("demo-office", lambda: post(second_plan.allocated().pk)),
    "cohorts:discard_run": when("demo-office", lambda: post(second_plan.proposed().pk)),
    "cohorts:placement": when("demo-office", _another_place),
    "cohorts:exchange": when("demo-office", _exchanged),
    "cohorts:draft_decision": when("demo-office", lambda: post(second_plan.allocated().plan.classes.get().pk)),
    "cohorts:decision": when("demo-office", lambda: post(second_plan.decision_drafted().pk, **typed_signature())),
    "cohorts:discard_decision": when("demo-office", lambda: post(second_plan.decision_drafted().pk)),
    "cohorts:supplementary": when("demo-office", _leaving),
    "cohorts:draft_summons": when("demo-office", lambda: post(second_plan.decided().pk, gather_at="7:30")),
    "cohorts:summons": when("demo-organiser", lambda: post(second_plan.summons_drafted().pk, **typed_signature())),
    "cohorts:discard_summons": when("demo-office", lambda: post(second_plan.summons_drafted().pk)),
    "cohorts:let_in": when("demo-office", _newcomer),
    "cohorts:turn_away": when("demo-office", lambda: post(_let_in().pk, reason="Đã có người dự thay")),
    "cohorts:free_post": when("demo-office", lambda: post(_of_an_ended_class().pk)),
    "cohorts:propose_groups": when("demo-office", lambda: post(class_5().pk, groups="11")),
    "cohorts:proposed_groups": when("demo-office", lambda: post(_proposed_groups())),
    "cohorts:discard_groups": when("demo-office", lambda: post(_proposed_groups())),
    "cohorts:undo_groups": when("demo-office", lambda: post(_dissolved())),
    "cohorts:dissolve_groups": when("demo-office", lambda: post(class_5().pk)),
    "cohorts:member_groups": when("demo-office", _other_group),
    "cohorts:pin_to_group": when("demo-office", lambda: post(_member().pk, 1, pinned="yes")),
    "cohorts:swap_groups": when("demo-office", _swapped),
}
