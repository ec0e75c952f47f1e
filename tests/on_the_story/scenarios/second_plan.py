"""A small second plan, for the townships of four districts, built by services as far as a scenario needs it.

The plan of the story has most of its life behind it on 24/5/2023; this one begins that day.
"""

from datetime import date
from typing import Any, Final

from khaigiang.ground.accounts.models import User
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import JobState
from khaigiang.ground.jobs.working import work_off
from khaigiang.ground.shared.dates import working_days
from khaigiang.ground.web import clock
from khaigiang.planning.documents.models import Document, DocumentKind
from khaigiang.planning.documents.services import register_document
from khaigiang.planning.nominations import services as nominations
from khaigiang.planning.nominations.models import Nomination, NominationRequest
from khaigiang.planning.plans import services as plans
from khaigiang.planning.plans.models import PaperDuty, Plan, TargetPost
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.models import Official, Post
from khaigiang.registry.officials.services import appoint
from khaigiang.registry.units.models import Office, OfficeKind, UnitKind
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import AllocationRun, ClassDecision, Summons, TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.venues.models import Hall

CODE: Final = "BD-TT"
TODAY: Final = date(2023, 5, 24)
# A proof ends the search after a tenth of one; a machine that does other work beside must not end it first.
SOLVER_SECONDS: Final = 60
TWO_TOWNSHIPS: Final = 2


def by(username: str) -> dict[str, Any]:
    """Who acts, and when: the end of the story's day."""
    return {"by": User.objects.get(username=username), "at": clock.now()}


def signed() -> dict[str, Any]:
    """The signature that every paper of the scenarios bears."""
    return {
        "signer_name": "Nghiêm Đức Thành",
        "signer_title": "Hiệu trưởng",
        "signed_on": TODAY,
        "issued_on": TODAY,
    }


def typed_signature() -> dict[str, str]:
    """The same as a person types it."""
    return {
        "signer_name": "Nghiêm Đức Thành",
        "signer_title": "Hiệu trưởng",
        "signed_on": "24/5/2023",
        "issued_on": "24/5/2023",
    }


def story() -> Plan:
    return Plan.objects.get(code="BD-PBT")


def document() -> Document:
    """A plan of the city committee that no training plan follows from yet."""
    return register_document(
        issuer=Office.objects.get(kind=OfficeKind.CITY_COMMITTEE),
        kind=DocumentKind.PLAN,
        number="150-KH/TU",
        issued_on=TODAY,
        abstract="Bồi dưỡng phó bí thư đảng ủy thị trấn",
        **by("demo-organiser"),
    )


def drafted() -> Plan:
    plan = plans.save_plan(
        None,
        title="Bồi dưỡng phó bí thư đảng ủy thị trấn",
        code=CODE,
        document=document(),
        organiser=story().organiser,
        school=story().school,
        rule_posts=list(story().rule_posts.all()),
        target_kinds=[UnitKind.TOWNSHIP.value],
        target_on=TODAY,
        starts_on=TODAY,
        ends_on=date(2023, 12, 29),
        nominations_due_on=date(2023, 6, 9),
        **by("demo-organiser"),
    )
    for duty in story().duties.all():
        plans.set_duty(
            plan,
            PaperDuty.Paper(duty.paper),
            office=duty.office,
            signer_title=duty.signer_title,
            signer_name=duty.signer_name,
            **by("demo-organiser"),
        )
    return plan


def sent_up() -> Plan:
    return plans.send_up_plan(drafted(), **by("demo-organiser"))


def sent_back() -> Plan:
    return plans.return_plan(sent_up(), reason="Bổ sung thị trấn mới lập", **by("demo-leader"))


def opened() -> Plan:
    return plans.approve_plan(sent_up(), **by("demo-leader"))


def request_drafted() -> NominationRequest:
    return nominations.ask_for_nominations(opened(), due_on=date(2023, 6, 9), **by("demo-organiser"))


def asked() -> Plan:
    request = request_drafted()
    nominations.send_request(request, signed_on=TODAY, issued_on=TODAY, **by("demo-organiser"))
    return request.plan


def committees(plan: Plan) -> list[Office]:
    """The committees with two townships each."""
    quotas = plan.quotas.filter(places=TWO_TOWNSHIPS).select_related("committee").order_by("committee__name")
    return [quota.committee for quota in quotas]


def user_of(committee: Office) -> str:
    """The user name of the person who acts for a committee."""
    return User.objects.get(mandates__office=committee, mandates__role=Role.COMMITTEE).username


def named() -> list[Nomination]:
    plan = asked()
    return [
        nomination
        for committee in committees(plan)
        for nomination in nominations.nominate_holders(plan, committee, **by(user_of(committee)))
    ]


def submitted() -> list[Nomination]:
    drafts = named()
    for committee in committees(drafts[0].plan):
        nominations.submit_nominations(
            drafts[0].plan,
            committee,
            [one for one in drafts if one.committee_id == committee.pk],
            letter_number="12-CV/HU",
            letter_dated_on=TODAY,
            **by(user_of(committee)),
        )
    return fresh(drafts)


def accepted() -> list[Nomination]:
    sent = submitted()
    nominations.accept_nominations(sent, **by("demo-office"))
    return fresh(sent)


def returned() -> Nomination:
    nomination = submitted()[0]
    return nominations.return_nomination(nomination, reason="Đang điều trị dài ngày", **by("demo-office"))


def deferred() -> Nomination:
    return nominations.defer_nomination(accepted()[0], reason="Nghỉ thai sản", **by("demo-office"))


def fresh(rows: list[Nomination]) -> list[Nomination]:
    together = ("plan", "committee", "official", "target_post__unit")
    found = Nomination.objects.select_related(*together).filter(pk__in=[row.pk for row in rows])
    return list(found.order_by("pk"))


def other_official(post: TargetPost) -> Official:
    """Another official, newly elected to another post of the same unit."""
    another = Post.objects.exclude(pk=post.post_id).order_by("pk")[0]
    elsewhere = Official.objects.exclude(appointments__unit=post.unit).exclude(appointments__post=another)
    somebody = elsewhere.exclude(nominations__plan__code=CODE).order_by("pk")[0]
    appoint(somebody, post=another, unit=post.unit, valid_from=TODAY, **by("demo-office"))
    return somebody


def candidate_of(post: TargetPost) -> Official:
    """The official whom `other_official` brought into the unit."""
    return post.unit.appointments.exclude(post=post.post_id).get().official


def class_rows(count: int) -> list[cohorts.NewClass]:
    hall = Hall.objects.order_by("-name")[0]
    days = working_days(TODAY, 11)
    return [
        cohorts.NewClass(
            number=number, name=f"Lớp {number}", min_size=1, wanted_size=8, max_size=20, hall=hall, days=days
        )
        for number in range(1, count + 1)
    ]


def planned(*, count: int = 2) -> list[TrainingClass]:
    """Two tentative classes for eight accepted people."""
    plan = accepted()[0].plan
    return cohorts.plan_classes(plan, ProgrammeVersion.objects.get(), class_rows(count), **by("demo-office"))


def confirmed() -> TrainingClass:
    (training_class,) = planned(count=1)
    return cohorts.confirm_class(training_class, **by("demo-office"))


def proposed() -> AllocationRun:
    return cohorts.propose_allocation(confirmed().plan, seconds=SOLVER_SECONDS, **by("demo-office"))


def asked_for() -> AllocationRun:
    return cohorts.ask_for_allocation(confirmed().plan, seconds=SOLVER_SECONDS, **by("demo-office"))


def broken_off() -> AllocationRun:
    """As if the worker had died; its job is over."""
    run = asked_for()
    Job.objects.filter(ids={"run_id": run.pk}).update(state=JobState.DONE, ended_at=run.made_at)
    AllocationRun.objects.filter(pk=run.pk).update(state=RunState.BROKEN)
    return run


def fruitless() -> AllocationRun:
    """Two people more than its only class takes; its job is over."""
    training_class = confirmed()
    TrainingClass.objects.filter(pk=training_class.pk).update(min_size=1, wanted_size=6, max_size=6)
    run = cohorts.ask_for_allocation(training_class.plan, seconds=SOLVER_SECONDS, **by("demo-office"))
    work_off(now=machine_now)
    return AllocationRun.objects.get(pk=run.pk)


def relaxed() -> AllocationRun:
    run = fruitless()
    cohorts.relax_allocation(run, 1, **by("demo-office"))
    return AllocationRun.objects.get(pk=run.pk)


def allocated() -> AllocationRun:
    return cohorts.apply_allocation(proposed(), **by("demo-office"))


def decision_drafted() -> ClassDecision:
    run = allocated()
    return cohorts.draft_class_decision(run.plan.classes.get(), **by("demo-office"))


def decided() -> TrainingClass:
    decision = cohorts.issue_class_decision(decision_drafted(), **signed(), **by("demo-office"))
    return TrainingClass.objects.select_related("plan", "version", "hall").get(pk=decision.training_class_id)


def summons_drafted() -> Summons:
    return cohorts.draft_summons(decided(), **by("demo-organiser"))


def running() -> TrainingClass:
    return cohorts.start_class(decided(), **by("demo-office"))
