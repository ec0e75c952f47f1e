"""Marks and results, certificates, dossiers, reports."""

from typing import Final

from khaigiang.ground.shared.cells import Typed
from khaigiang.oversight.reporting.models import ProgrammeReport
from khaigiang.oversight.reporting.services import draft_report
from khaigiang.recognition.assessment import services
from khaigiang.recognition.assessment.models import Component, GradingRule, Result, ResultDecision, ResultSheet
from khaigiang.recognition.certificates.models import Certificate
from khaigiang.recognition.dossiers.models import ChecklistItem
from khaigiang.recognition.dossiers.services import tick
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.curriculum.services import new_version
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import TODAY, by, signed, story, typed_signature
from tests.on_the_story.scenarios.sending import Sent, Table, post, when
from tests.on_the_story.scenarios.teaching import class_5, trainee


def _component() -> Component:
    return Component.objects.order_by("ordinal")[0]


def sheet_of(number: int) -> ResultSheet:
    return ResultSheet.objects.select_related("training_class").get(training_class__number=number)


def locked() -> ResultSheet:
    return services.lock_results(sheet_of(5), missing_reason="Chưa thi", **by("demo-teacher"))


def weakest() -> Enrolment:
    """The weakest whose result is recognised."""
    recognised = Result.objects.filter(is_in_force=True, decision__effective_on__isnull=False)
    return recognised.select_related("enrolment__training_class__plan").order_by("mean", "pk")[0].enrolment


def resat() -> TrainingClass:
    """A class with a resit that no decision has recognised yet."""
    for component in Component.objects.all():
        services.enter_resit(weakest(), component, "10", **by("demo-teacher"))
    return weakest().training_class


def drafted_decision() -> ResultDecision:
    return services.draft_supplementary_decision(resat(), **by("demo-head"))


def confirmed_sheet() -> ResultSheet:
    """The results of a class of the second plan: everybody has marks, a second person confirmed them."""
    training_class = second_plan.running()
    sheet = services.open_sheet(training_class, GradingRule.objects.get(), **by("demo-office"))
    listed = training_class.enrolments.filter(is_current=True)
    cells = {(one.pk, part.pk): Typed(text="8", seen=None) for one in listed for part in Component.objects.all()}
    services.enter_marks(training_class, cells, **by("demo-teacher"))
    services.lock_results(sheet, **by("demo-teacher"))
    services.confirm_results(sheet, **by("demo-head"))
    return sheet


def _recognised() -> TrainingClass:
    """The same with the decision issued, and no certificate yet."""
    training_class = confirmed_sheet().training_class
    decision = services.draft_result_decision(training_class, **by("demo-office"))
    services.issue_result_decision(decision, **signed(), **by("demo-office"))
    return training_class


def _certificate() -> Certificate:
    return Certificate.objects.filter(state="valid").order_by("pk")[0]


def _ticked() -> ChecklistItem:
    item = ChecklistItem.objects.filter(done_on=None).order_by("pk")[0]
    return tick(item, **by("demo-office"))


def _report() -> ProgrammeReport:
    return draft_report(story(), as_of=TODAY, **by("demo-organiser"))


def _parts() -> Sent:
    old = ProgrammeVersion.objects.get()
    version = new_version(old.programme, days=old.days, like=old, **by("demo-office"))
    # The page begins with the usual parts: all but the first are emptied.
    others = {f"part-{line}-{field}": "" for line in range(1, 6) for field in ("name", "weight")}
    return post(version.pk, **{"part-0-name": "Bài thu hoạch", "part-0-weight": "100", **others})


TABLE: Final[Table] = {
    "assessment:new_rule": when(
        "demo-head", lambda: post(name="Quy định mới", citation="Quyết định của Hiệu trưởng", valid_from="1/6/2023")
    ),
    "assessment:components": when("demo-office", _parts),
    "assessment:open": when("demo-office", lambda: post(second_plan.running().pk)),
    "assessment:marks": when(
        "demo-teacher", lambda: post(class_5().pk, **{f"m-{trainee().pk}-{_component().pk}": "7,5"})
    ),
    # A block is shown in the grid to be read; saving it is assessment:marks.
    "assessment:paste": when("demo-teacher", lambda: post(class_5().pk, block="7,5"), entries=0),
    "assessment:lock": when("demo-teacher", lambda: post(class_5().pk, missing_reason="Chưa thi")),
    "assessment:confirm": when("demo-head", lambda: post(locked().training_class_id)),
    "assessment:reopen": when("demo-head", lambda: post(locked().training_class_id, reason="Nhập nhầm cột")),
    "assessment:draft_decision": when("demo-head", lambda: post(resat().pk)),
    "assessment:decision": when("demo-office", lambda: post(drafted_decision().pk, **typed_signature())),
    "assessment:trainee": when("demo-office", lambda: post(weakest().pk, component=_component().pk, mark="8")),
    "certificates:issue": when("demo-head", lambda: post(_recognised().pk)),
    "certificates:revoke": when("demo-head", lambda: post(_certificate().pk, reason="Cấp nhầm người")),
    "certificates:reissue": when("demo-head", lambda: post(_certificate().pk, reason="Sai tên")),
    # Anybody may ask about a number: nothing changes.
    "certificates:look_up": when("demo-office", lambda: post(number=_certificate().number), entries=0),
    "dossiers:make": when("demo-office", lambda: post(second_plan.decided().pk)),
    "dossiers:tick": when("demo-office", lambda: post(ChecklistItem.objects.filter(done_on=None).order_by("pk")[0].pk)),
    "dossiers:untick": when("demo-office", lambda: post(_ticked().pk)),
    "reporting:draft": when("demo-organiser", lambda: post(story().pk, on="24/5/2023")),
    "reporting:issue": when("demo-organiser", lambda: post(_report().pk, **typed_signature())),
}
