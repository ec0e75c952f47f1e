"""The request letter: from the plan's rows to the words of the paper."""

from datetime import date

from khaigiang.papers import request_letter as paper
from khaigiang.papers.nomination_form import NominationForm, workbook
from khaigiang.papers.request_letter import RequestLetter
from khaigiang.papers.values import Contact, Person
from khaigiang.planning.documents.letterheads import letterhead
from khaigiang.planning.nominations.models import NominationRequest
from khaigiang.planning.nominations.queries import PostToName, posts_to_name
from khaigiang.planning.plans.in_papers import (
    course_of,
    grounds_of,
    places_in_papers,
    quarter_in_papers,
    target_group_of,
)
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.queries import duty_of, quarter_rows
from khaigiang.planning.plans.signatures import recipients, signature
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import Written, written
from khaigiang.registry.officials.in_papers import person_in_papers
from khaigiang.registry.units.models import Office


def written_request(request: NominationRequest, on: date) -> Written:
    """The letter as a Word file and as PDF, with the template that is in force on a day."""
    name, office = PaperName.REQUEST_LETTER, request.document.issuer
    return written(paper, request_letter(request), name, office=office, on=on)


def last_request_content(office: Office) -> RequestLetter | None:
    """What the last request of an office says."""
    requests = NominationRequest.objects.filter(document__issuer=office)
    last = requests.select_related("document__issuer", "plan__document").order_by("-pk").first()
    return request_letter(last) if last else None


def request_abstract(plan: Plan) -> str:
    """What the request is about."""
    return f"cử cán bộ tham dự {course_of(plan)}"


def request_letter(request: NominationRequest) -> RequestLetter:
    """What the request says: the plan's group, places, days and signer as they are now."""
    plan = request.plan
    duty = duty_of(plan, PaperDuty.Paper.REQUEST, request.document.signed_on)
    office = request.document.issuer
    return RequestLetter(
        letterhead=letterhead(request.document),
        subject=request_abstract(plan),
        addressees=("Các cấp ủy có tên trong biểu phân bổ chỉ tiêu kèm theo",),
        grounds=grounds_of(plan),
        course=course_of(plan),
        target_group=target_group_of(plan),
        places=places_in_papers(plan),
        classes=(),
        answer_until=request.due_on,
        answer_until_time=None,
        send_to=office.name,
        contact=Contact(name=office.contact_person, phone=office.phone, office=office.name)
        if office.contact_person and office.phone
        else None,
        remarks=_time(plan),
        signature=signature(duty),
        recipients=recipients(duty),
    )


def nomination_form(request: NominationRequest, committee: Office, on: date) -> bytes:
    """The form of one committee as a workbook: its posts that nobody is named for, with who holds them on a day."""
    content = NominationForm(
        committee=committee.name,
        course=course_of(request.plan),
        answer_until=request.due_on,
        send_to=request.document.issuer.name,
        people=tuple(_on_the_form(one) for one in posts_to_name(request.plan, committee, on)),
    )
    return workbook(content)


def _on_the_form(post: PostToName) -> Person:
    unit = post.target_post.unit
    district = unit.parent.name if unit.parent else ""
    title = post.target_post.post.title
    if post.holder is None:
        return Person(name="", born_on="", sex=None, post=title, unit=unit.name, committee=district)
    return person_in_papers(post.holder, post=title, unit=unit, committee=district)


def _time(plan: Plan) -> tuple[str, ...]:
    wanted = [row for row in quarter_rows(plan) if row.classes]
    if not wanted:
        return ()
    quarters = "; ".join(f"{quarter_in_papers(row.quarter, row.year)}: {row.classes:02d} lớp" for row in wanted)
    return (f"Dự kiến thời gian mở lớp: {quarters}. Thời gian cụ thể thông báo trong công văn triệu tập.",)
