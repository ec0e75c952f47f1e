"""Every address of the product, with arguments taken from the story's database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.oversight.deadlines.models import Proof, Relief, Requirement
from khaigiang.oversight.reforms.models import Reform, ReformMove
from khaigiang.oversight.reporting.models import ProgrammeReport
from khaigiang.planning.documents.models import (
    Arrival,
    Copy,
    Document,
    DocumentLink,
    GivenNumber,
    Issuing,
    NumberSeries,
    ReturnedDraft,
)
from khaigiang.planning.needs.models import NeedSurvey, StatedNeed
from khaigiang.planning.nominations.models import CommitteeLetter, Hindrance, Nomination, Unavailability
from khaigiang.planning.periods.models import PeriodAmendment, PeriodPlan, PlanLine
from khaigiang.planning.plans.models import DutySubstitute, Excuse, Plan, PlanAmendment, TargetException, TargetPost
from khaigiang.planning.rosters.models import ReturnedWorkbook, Roster, RosterDoubt, RosterRow
from khaigiang.recognition.assessment.models import ResultDecision
from khaigiang.recognition.certificates.models import Certificate
from khaigiang.recognition.dossiers.models import ChecklistItem
from khaigiang.registry.corrections.models import Correction, CorrectionLink
from khaigiang.registry.duplicates.models import KeptApart, Merge
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Office, Unit
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.attendance.models import LeaveRequest
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.cohorts.models import (
    AllocationRun,
    ClassDecision,
    Enrolment,
    GroupChange,
    PinChange,
    Summons,
    TrainingClass,
)
from khaigiang.teaching.curriculum.models import (
    Block,
    Case,
    MaterialVersion,
    Programme,
    ProgrammeItem,
    ProgrammeVersion,
    Topic,
)
from khaigiang.teaching.honoraria.models import HonorariumLine, HonorariumStatement
from khaigiang.teaching.lecturers.models import Lecturer, LecturerAbsence
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.requests.models import AskedSession, Asking, TeachingRequest
from khaigiang.teaching.timetable.models import Feed, MoveOver, Session, TimetableRun
from khaigiang.teaching.venues.models import Booking, Hall, HallClosure, SchoolHours, ServiceKind, ServiceRequest

ROWS: Final[dict[str, type[Model]]] = {
    "absence_id": LecturerAbsence,
    "answer_id": Answer,
    "apart_id": KeptApart,
    "amendment_id": PlanAmendment,
    "asked_id": AskedSession,
    "asking_id": Asking,
    "appointment_id": Appointment,
    "booking_id": Booking,
    "block_id": Block,
    "came_id": ReturnedWorkbook,
    "case_id": Case,
    "certificate_id": Certificate,
    "change_id": ClassChange,
    "class_id": TrainingClass,
    "correction_id": Correction,
    "closure_id": HallClosure,
    "committee_id": Office,
    "document_id": Document,
    "enrolment_id": Enrolment,
    "doubt_id": RosterDoubt,
    "entry_id": Entry,
    "excuse_id": Excuse,
    "exception_id": TargetException,
    "field_id": OwnField,
    "first_id": Official,
    "gone_id": Official,
    "hall_id": Hall,
    "hindrance_id": Hindrance,
    "hours_id": SchoolHours,
    "issuing_id": Issuing,
    "item_id": ChecklistItem,
    "job_id": Job,
    "kept_id": Official,
    "kind_id": ServiceKind,
    "lecturer_id": Lecturer,
    "letter_id": CommitteeLetter,
    "copy_id": Copy,
    "arrival_id": Arrival,
    "link_id": DocumentLink,
    "mailing_id": Mailing,
    "mandate_id": Mandate,
    "message_id": Message,
    "material_version_id": MaterialVersion,
    "merge_id": Merge,
    "move_over_id": MoveOver,
    "move_id": ReformMove,
    "need_id": StatedNeed,
    "nomination_id": Nomination,
    "notice_id": Notice,
    "number_id": GivenNumber,
    "office_id": Office,
    "official_id": Official,
    "period_id": PeriodPlan,
    "plan_id": Plan,
    "post_id": Post,
    "programme_id": Programme,
    "reform_id": Reform,
    "report_id": ProgrammeReport,
    "proof_id": Proof,
    "relief_id": Relief,
    "request_id": LeaveRequest,
    "requirement_id": Requirement,
    "repair_id": Repair,
    "roster_id": Roster,
    "returned_id": ReturnedDraft,
    "row_id": Official,
    "second_id": Official,
    "series_id": NumberSeries,
    "service_id": ServiceRequest,
    "session_id": Session,
    "statement_id": HonorariumStatement,
    "substitute_id": DutySubstitute,
    "summons_id": Summons,
    "survey_id": NeedSurvey,
    "target_post_id": TargetPost,
    "topic_id": Topic,
    "unavailability_id": Unavailability,
    "unit_id": Unit,
    "user_id": User,
    "version_id": ProgrammeVersion,
}
# The same word means another row in some features.
ROWS_OF_A_FEATURE: Final[dict[tuple[str, str], type[Model]]] = {
    ("assessment", "decision_id"): ResultDecision,
    ("corrections", "link_id"): CorrectionLink,
    ("cohorts", "change_id"): GroupChange,
    ("cohorts", "decision_id"): ClassDecision,
    ("cohorts", "other_id"): Enrolment,
    ("cohorts", "pins_id"): PinChange,
    ("cohorts", "run_id"): AllocationRun,
    ("honoraria", "line_id"): HonorariumLine,
    ("requests", "request_id"): TeachingRequest,
    ("periods", "amendment_id"): PeriodAmendment,
    ("periods", "line_id"): PlanLine,
    ("rosters", "row_id"): RosterRow,
    ("timetable", "feed_id"): Feed,
    ("curriculum", "item_id"): ProgrammeItem,
    ("timetable", "item_id"): ProgrammeItem,
    ("timetable", "owner_id"): TrainingClass,
    ("timetable", "run_id"): TimetableRun,
}
WORDS: Final[dict[str, str]] = {
    "ceremony": "opening",
    "indicator": "completed",
    "direction": "outgoing",
    "kind": "pdf",
    "paper": "request",
    "name": "summons",
    "username": "demo-office",
    "which": "pdf",
    "act": "close",
    "secret": "nobody-knows-this",
    "whom": "committees",
    "way": "instead",
}
WORDS_OF_A_FEATURE: Final[dict[tuple[str, str], str]] = {
    ("needs", "whom"): "due",
    ("timetable", "kind"): "training_class",
    ("honoraria", "kind"): "docx",
    ("removal", "kind"): "official",
    ("changes", "kind"): "cancel",
    ("repairs", "kind"): "lecturer",
}
# Numbers that are no ids.
NUMBERS: Final[dict[str, int]] = {"number": 1, "version": 1, "discussion": 1}
ABSENT: Final = 999_999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One endpoint: its name, and an address at which it can be asked."""

    name: str
    path: str
    arguments: tuple[tuple[str, Any], ...]


def every_address() -> list[Address]:
    """Every endpoint of the URL resolver with arguments of rows that exist (a row that nobody has is asked as absent)."""
    return [_address(name, pattern) for name, pattern in endpoints(get_resolver())]


def endpoints(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from endpoints(pattern, pattern.namespace or namespace)
        elif pattern.name:
            yield f"{namespace}:{pattern.name}", pattern


def _address(name: str, pattern: URLPattern) -> Address:
    arguments = {key: _value(name.partition(":")[0], key) for key in pattern.pattern.converters}
    try:
        path = reverse(name, kwargs=arguments)
    except NoReverseMatch as mismatch:
        message = f"{name} takes {sorted(arguments)}: name the rows of new arguments in addresses.py"
        raise AssertionError(message) from mismatch
    return Address(name=name, path=path, arguments=tuple(arguments.items()))


def _value(feature: str, key: str) -> Any:
    if key == "uuid":
        return Certificate.objects.values_list("uuid", flat=True).first()
    model = ROWS_OF_A_FEATURE.get((feature, key)) or ROWS.get(key)
    if model is not None:
        return model._default_manager.order_by("pk").values_list("pk", flat=True).first() or ABSENT
    return WORDS_OF_A_FEATURE.get((feature, key)) or NUMBERS.get(key) or WORDS[key]
