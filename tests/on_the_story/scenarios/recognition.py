"""Marks and results, certificates, dossiers, reports."""

from typing import Final

from khaigiang.oversight.reporting.models import ProgrammeReport
from khaigiang.oversight.reporting.services import draft_report
from khaigiang.recognition.assessment import services
from khaigiang.recognition.assessment.models import Component, Result, ResultDecision, ResultSheet
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


def _failed() -> Enrolment:
    """Somebody of a class whose results are recognised, who did not pass."""
    failed = Result.objects.filter(is_in_force=True, band__passes=False, enrolment__marks__value__isnull=False)
    return failed.order_by("pk")[0].enrolment


def _resat() -> TrainingClass:
    """A class with a resit that no decision has recognised yet."""
    failed = _failed()
    for component in Component.objects.all():
        services.enter_resit(failed, component, "8", **by("demo-teacher"))
    return failed.training_class


def drafted_decision() -> ResultDecision:
    return services.draft_supplementary_decision(_resat(), **by("demo-head"))


def _recognised() -> TrainingClass:
    decision = drafted_decision()
    services.issue_result_decision(decision, **signed(), **by("demo-office"))
    return decision.training_class


def _certificate() -> Certificate:
    return Certificate.objects.filter(state="valid").order_by("pk")[0]


def _ticked() -> ChecklistItem:
    item = ChecklistItem.objects.filter(done_at=None).order_by("pk")[0]
    return tick(item, **by("demo-office"))


def _report() -> ProgrammeReport:
    return draft_report(story(), as_of=TODAY, **by("demo-organiser"))


def _parts() -> Sent:
    old = ProgrammeVersion.objects.get()
    version = new_version(old.programme, days=old.days, like=old, **by("demo-office"))
    return post(version.pk, **{"part-0-name": "Bài thu hoạch", "part-0-weight": "100"})


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
    "assessment:draft_decision": when("demo-head", lambda: post(_resat().pk)),
    "assessment:decision": when("demo-office", lambda: post(drafted_decision().pk, **typed_signature())),
    "assessment:trainee": when("demo-office", lambda: post(_failed().pk, component=_component().pk, mark="8")),
    "certificates:issue": when("demo-head", lambda: post(_recognised().pk)),
    "certificates:revoke": when("demo-head", lambda: post(_certificate().pk, reason="Cấp nhầm người")),
    "certificates:reissue": when("demo-head", lambda: post(_certificate().pk, reason="Sai tên")),
    # Anybody may ask about a number: nothing changes.
    "certificates:look_up": when("demo-office", lambda: post(number=_certificate().number), entries=0),
    "dossiers:make": when("demo-office", lambda: post(second_plan.decided().pk)),
    "dossiers:tick": when("demo-office", lambda: post(ChecklistItem.objects.filter(done_at=None).order_by("pk")[0].pk)),
    "dossiers:untick": when("demo-office", lambda: post(_ticked().pk)),
    "reporting:draft": when("demo-organiser", lambda: post(story().pk, on="24/5/2023")),
    "reporting:report": when("demo-organiser", lambda: post(_report().pk, **typed_signature())),
}
