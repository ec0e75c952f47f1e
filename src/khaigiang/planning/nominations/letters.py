"""The request letter: from the plan's rows to the words of the paper."""

from dataclasses import dataclass
from datetime import date

from khaigiang.papers import request_letter as paper
from khaigiang.papers.nomination_form import NominationForm, workbook
from khaigiang.papers.request_letter import Places, RequestLetter
from khaigiang.papers.values import Contact, Person
from khaigiang.planning.documents.letterheads import cited, letterhead
from khaigiang.planning.documents.models import DocumentLink
from khaigiang.planning.nominations.models import NominationRequest
from khaigiang.planning.nominations.queries import PostToName, posts_to_name
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.queries import duty_of, quarter_rows, quota_rows
from khaigiang.planning.plans.signatures import recipients, signature
from khaigiang.registry.officials.in_papers import person_in_papers
from khaigiang.registry.units.models import Office

# Official papers are Vietnamese whatever language the pages speak; a unit's kind as running text writes it.
KINDS_IN_PAPERS = {
    "xa": "xã",
    "phuong": "phường",
    "thi_tran": "thị trấn",
    "quan": "quận",
    "huyen": "huyện",
    "thi_xa": "thị xã",
    "thanh_pho_truc_thuoc_tw": "thành phố",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A paper in both its forms."""

    docx: bytes
    pdf: bytes


def written(content: RequestLetter) -> Written:
    """The letter as a Word file and as PDF."""
    return Written(docx=paper.docx(content), pdf=paper.pdf(content))


def request_abstract(plan: Plan) -> str:
    """What the request is about."""
    return f"cử cán bộ tham dự {_course(plan)}"


def request_letter(request: NominationRequest) -> RequestLetter:
    """What the request says: the plan's group, places, days and signer as they are now."""
    plan = request.plan
    duty = duty_of(plan, PaperDuty.Paper.REQUEST, request.document.signed_on)
    office = request.document.issuer
    return RequestLetter(
        letterhead=letterhead(request.document),
        subject=request_abstract(plan),
        addressees=("Các cấp ủy có tên trong biểu phân bổ chỉ tiêu kèm theo",),
        grounds=_grounds(plan),
        course=_course(plan),
        target_group=_target_group(plan),
        places=tuple(Places(committee=row.committee, places=row.places) for row in quota_rows(plan) if row.places),
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
        course=_course(request.plan),
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


def _course(plan: Plan) -> str:
    title = plan.title.strip()
    return title if title.casefold().startswith("lớp") else f"lớp {title[:1].lower()}{title[1:]}"


def _grounds(plan: Plan) -> tuple[str, ...]:
    links = plan.document.links.filter(relation=DocumentLink.Relation.IMPLEMENTS).select_related("target__issuer")
    above = sorted((link.target for link in links), key=lambda target: str(target.issued_on))
    return (*(cited(target) for target in above), cited(plan.document))


def _target_group(plan: Plan) -> str:
    kinds = [KINDS_IN_PAPERS[kind] for kind in KINDS_IN_PAPERS if kind in plan.target_kinds]
    group = f"{plan.target_post.title} các {', '.join(kinds)}"
    if plan.born_not_before:
        group += f", sinh từ ngày {plan.born_not_before:%d/%m/%Y} trở lại đây"
    return group


def _time(plan: Plan) -> tuple[str, ...]:
    wanted = [row for row in quarter_rows(plan) if row.classes]
    if not wanted:
        return ()
    quarters = "; ".join(f"quý {ROMAN[row.quarter]}/{row.year}: {row.classes:02d} lớp" for row in wanted)
    return (f"Dự kiến thời gian mở lớp: {quarters}. Thời gian cụ thể thông báo trong công văn triệu tập.",)


ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
