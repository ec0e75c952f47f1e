"""From the rows of a class to the words of its papers: decision, supplementary decision, summons, list."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import local_day
from khaigiang.papers import class_change, class_decision, participant_list, summons, supplementary_decision, words
from khaigiang.papers.values import Contact, Letterhead, Person, Signature
from khaigiang.planning.documents.letterheads import SKINS, cited, grounds, letterhead
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.services import keep_paper
from khaigiang.planning.documents.uploads import PDF, WORD
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries import duty_of
from khaigiang.planning.plans.signatures import authority, recipients, signature
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import Written as WrittenPaper
from khaigiang.planning.templates.writing import one_form, written
from khaigiang.registry.officials.in_papers import person_in_papers
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, EnrolmentQuerySet, Summons, TrainingClass
from khaigiang.teaching.cohorts.queries import days_of, list_on, opening_decision, partner_of, with_people
from khaigiang.teaching.cohorts.rules import groups_in_words
from khaigiang.vietnamese.names import fold

# Official papers are Vietnamese whatever language the pages speak.
PROPOSER: Final = "Phòng Quản lý đào tạo"
EXECUTORS: Final = "Phòng Quản lý đào tạo, các đơn vị liên quan"
EVERY_COMMITTEE: Final = "các cấp ủy có học viên trong danh sách"
REQUIREMENTS: Final = (
    "Có mặt đúng giờ để làm thủ tục nhập học; mang theo giấy triệu tập",
    "Trang phục nghiêm túc; tham dự đầy đủ thời gian của lớp học",
)
COUNTED_WORD: Final = "lớp "


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A paper made on demand, with the name of its file."""

    content: bytes
    name: str
    content_type: str


def course(training_class: TrainingClass) -> str:
    """What a class teaches, as running text names it: "lớp bồi dưỡng …"."""
    title = str(training_class.version.programme).strip().removeprefix("Chương trình ")
    lowered = title[:1].lower() + title[1:]
    return lowered if lowered.startswith(COUNTED_WORD) else COUNTED_WORD + lowered


def venue(training_class: TrainingClass) -> str:
    """Where a class meets: its hall, the school, the address of either."""
    school, hall = training_class.plan.school, training_class.hall
    parts = [hall.name if hall else "", school.name, (hall.address if hall else "") or school.address]
    return ", ".join(part for part in parts if part)


def decision_abstract(decision_kind: ClassDecision.Kind, training_class: TrainingClass) -> str:
    """What a decision on a class is about."""
    if decision_kind == ClassDecision.Kind.OPENING:
        return f"Mở {training_class.name}, {course(training_class)}"
    if decision_kind == ClassDecision.Kind.RESCHEDULING:
        return f"Điều chỉnh thời gian tổ chức {training_class.name}"
    if decision_kind == ClassDecision.Kind.CANCELLING:
        return f"Dừng tổ chức {training_class.name}"
    return f"Điều chỉnh, bổ sung danh sách học viên {training_class.name}"


def summons_abstract(training_class: TrainingClass) -> str:
    """What a summons is about."""
    return f"Triệu tập học viên tham dự {training_class.name}"


def keep_decision(decision: ClassDecision, *, by: User, at: datetime) -> None:
    """Write a decision as it now stands, as Word file and PDF, and keep both with its document."""
    made = written_decision(decision, decision.document.issued_on or local_day(at))
    name = f"Quyet dinh {decision.training_class.code}"
    keep_paper(decision.document, docx=made.docx, pdf=made.pdf, name=name, by=by, at=at)


def keep_summons(kept: Summons, *, by: User, at: datetime) -> None:
    """Write a summons to every committee, as Word file and PDF, and keep both with its document."""
    office, on = kept.document.issuer, kept.document.issued_on or local_day(at)
    made = written(summons, summons_content(kept), PaperName.SUMMONS, office=office, on=on)
    name = f"Trieu tap {kept.training_class.code}"
    keep_paper(kept.document, docx=made.docx, pdf=made.pdf, name=name, by=by, at=at)


def written_decision(decision: ClassDecision, on: date) -> WrittenPaper:
    """A decision in both its forms, with the template that is in force on a day."""
    office = decision.document.issuer
    if decision.kind == ClassDecision.Kind.OPENING:
        opening = opening_content(decision)
        return written(class_decision, opening, PaperName.CLASS_DECISION, office=office, on=on)
    if decision.kind in {ClassDecision.Kind.RESCHEDULING, ClassDecision.Kind.CANCELLING}:
        return written(class_change, change_content(decision), PaperName.CLASS_CHANGE, office=office, on=on)
    amending = supplementary_content(decision)
    return written(supplementary_decision, amending, PaperName.SUPPLEMENTARY_DECISION, office=office, on=on)


def opening_content(decision: ClassDecision) -> class_decision.ClassDecision:
    """What the decision that opens a class says."""
    training_class = decision.training_class
    duty = duty_of(training_class.plan, PaperDuty.Paper.CLASS_DECISION, decision.document.signed_on)
    days = days_of(training_class)
    return class_decision.ClassDecision(
        letterhead=letterhead(decision.document),
        authority=authority(duty),
        based_on=grounds(decision.document),
        proposed_by=PROPOSER,
        class_name=training_class.name,
        course=course(training_class),
        starts_on=days[0],
        ends_on=days[-1],
        days=len(days),
        venue=venue(training_class),
        class_teacher=str(training_class.teacher or ""),
        trainees=_people(decision.added.all()),
        executors=EXECUTORS,
        signature=signature_of(duty, decision.document),
        recipients=recipients(duty),
    )


def supplementary_content(decision: ClassDecision) -> supplementary_decision.SupplementaryDecision:
    """What a decision that amends the list of a class says."""
    training_class = decision.training_class
    duty = duty_of(training_class.plan, PaperDuty.Paper.CLASS_DECISION, decision.document.signed_on)
    opening = opening_decision(training_class)
    added, removed = list(with_people(decision.added.all())), list(with_people(decision.removed.all()))
    return supplementary_decision.SupplementaryDecision(
        letterhead=letterhead(decision.document),
        authority=authority(duty),
        based_on=grounds(decision.document),
        proposed_by=PROPOSER,
        class_name=training_class.name,
        amends=cited(opening.document) if opening else "",
        added=tuple(_change(one, _why_added(one)) for one in added),
        removed=tuple(_change(one, one.removal_reason) for one in removed),
        trainees_after=_trainees_after(decision, added, removed),
        executors=EXECUTORS,
        signature=signature_of(duty, decision.document),
        recipients=recipients(duty),
    )


def change_content(decision: ClassDecision) -> class_change.ClassChange:
    """What a decision says by which a class meets on other days, or not at all."""
    training_class = decision.training_class
    duty = duty_of(training_class.plan, PaperDuty.Paper.CLASS_DECISION, decision.document.signed_on)
    opening, partner = opening_decision(training_class), partner_of(decision)
    return class_change.ClassChange(
        letterhead=letterhead(decision.document),
        authority=authority(duty),
        based_on=grounds(decision.document),
        proposed_by=PROPOSER,
        class_name=training_class.name,
        amends=cited(opening.document) if opening else "",
        because=decision.because,
        new_days=new_days(training_class) if decision.kind == ClassDecision.Kind.RESCHEDULING else None,
        joined=partner.training_class.name if partner else "",
        trainees=_people(decision.removed.all()),
        executors=EXECUTORS,
        signature=signature_of(duty, decision.document),
        recipients=recipients(duty),
    )


def new_days(training_class: TrainingClass) -> class_change.NewDays:
    """The days of a class as a paper that changes them names them."""
    days = days_of(training_class)
    return class_change.NewDays(starts_on=days[0], ends_on=days[-1], days=len(days))


def summons_content(
    kept: Summons, *, committee: Office | None = None, among: EnrolmentQuerySet | None = None
) -> summons.Summons:
    """What a summons says: to every committee, or the copy for one of them, or about these people alone."""
    training_class = kept.training_class
    duty = duty_of(training_class.plan, PaperDuty.Paper.SUMMONS, kept.document.signed_on)
    called = kept.enrolments.all()
    if committee is not None:
        called = called.filter(target_post__committee=committee)
    if among is not None:
        called = called.filter(pk__in=among.values("pk"))
    return summons.Summons(
        letterhead=letterhead(kept.document),
        committee=committee.name if committee else EVERY_COMMITTEE,
        class_name=training_class.name,
        course=course(training_class),
        based_on=grounds(kept.document),
        gather_at=said_gathering(kept),
        ends_on=kept.says_until or days_of(training_class)[-1],
        venue=kept.says_where or venue(training_class),
        trainees=tuple(with_district(enrolment) for enrolment in with_people(called)),
        requirements=REQUIREMENTS,
        contact=contact_of(training_class.plan.school),
        signature=signature_of(duty, kept.document),
        recipients=recipients(duty),
    )


def said_gathering(kept: Summons) -> datetime:
    """When those called gather as the paper says it: an issued one keeps the day it was issued with."""
    return datetime.combine(kept.says_from, kept.gather_at) if kept.says_from else gathers_at(kept)


def gathers_at(kept: Summons) -> datetime:
    """When those called gather, in local time: on the first day of the class that is not before the paper."""
    days = days_of(kept.training_class)
    written_on = kept.document.issued_on or local_day(kept.document.created_at)
    return datetime.combine(next((day for day in days if day >= written_on), days[0]), kept.gather_at)


def list_content(training_class: TrainingClass, on: date) -> participant_list.ParticipantList:
    """The list of a class as of a day, as it hangs at the door."""
    school = training_class.plan.school
    listed = [row.enrolment_id for row in list_on(training_class, on)]
    return participant_list.ParticipantList(
        letterhead=Letterhead(
            skin=SKINS[school.skin],
            superior=school.superior,
            issuer=school.name,
            number=None,
            place=school.place,
            dated_on=on,
            known_as=school.name,
        ),
        class_name=training_class.name,
        course=course(training_class),
        as_of=on,
        people=_people(training_class.enrolments.filter(pk__in=listed)),
        signature=None,
    )


def written_list(training_class: TrainingClass, on: date, kind: str) -> Written:
    """The list of a class as of a day, as a file of one kind ("docx" or "pdf")."""
    content, school = list_content(training_class, on), training_class.plan.school
    return Written(
        content=one_form(participant_list, content, PaperName.PARTICIPANT_LIST, office=school, on=on, kind=kind),
        name=f"Danh sach {training_class.code} {on:%Y-%m-%d}.{kind}",
        content_type=WORD if kind == "docx" else PDF,
    )


def written_copy(kept: Summons, committee: Office) -> Written:
    """The copy of a summons for one committee, as PDF."""
    content = summons_content(kept, committee=committee)
    name = f"Trieu tap {kept.training_class.code} {fold(committee.name)}.pdf"
    return Written(content=summons.pdf(content), name=name, content_type=PDF)


def person(enrolment: Enrolment, *, note: str = "") -> Person:
    """One person of a class as papers name them."""
    post = enrolment.target_post
    return person_in_papers(
        enrolment.official,
        post=post.post.short_title,
        unit=post.unit,
        committee=post.committee.name,
        group=_groups(enrolment),
        note=note,
    )


def _groups(enrolment: Enrolment) -> str:
    seats = sorted(enrolment.seats.all(), key=lambda seat: seat.discussion)
    return groups_in_words([seat.group for seat in seats])


def _people(enrolments: EnrolmentQuerySet) -> tuple[Person, ...]:
    return tuple(person(enrolment) for enrolment in with_people(enrolments))


def with_district(enrolment: Enrolment) -> Person:
    """One person of a class with the district of the unit, for papers without a column of committees."""
    # Many communes share their name; a summons has no column of committees to tell them apart.
    named, district = person(enrolment), enrolment.target_post.unit.parent
    return replace(named, unit=f"{named.unit}, {words.small(district.name)}") if district else named


def _change(enrolment: Enrolment, reason: str) -> supplementary_decision.Change:
    return supplementary_decision.Change(person=person(enrolment), reason=reason)


def _why_added(enrolment: Enrolment) -> str:
    if enrolment.added_by is not None and enrolment.added_by.because:
        return enrolment.added_by.because
    replaced = enrolment.nomination.replaces if enrolment.nomination else None
    return f"Thay đồng chí {replaced.official}" if replaced else "Cấp ủy cử bổ sung"


def _trainees_after(decision: ClassDecision, added: list[Enrolment], removed: list[Enrolment]) -> int:
    in_force = Enrolment.objects.filter(training_class=decision.training_class, is_current=True).exclude(
        pk__in=[one.pk for one in (*added, *removed)]
    )
    return in_force.count() + len(added)


def signature_of(duty: PaperDuty, document: Document) -> Signature:
    """Who signs a paper: who signed it, or who is planned to."""
    planned = signature(duty)
    return replace(planned, name=document.signer_name or planned.name, title=document.signer_title or planned.title)


def contact_of(school: Office) -> Contact | None:
    """Whom committees may call at the school."""
    if not (school.contact_person and school.phone):
        return None
    return Contact(name=school.contact_person, phone=school.phone, office=school.name)
