"""Documents, plans, nominations."""

from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile

from khaigiang.planning.documents.models import (
    Arrival,
    Copy,
    Document,
    DocumentKind,
    DocumentLink,
    GivenNumber,
    NumberSeries,
)
from khaigiang.planning.documents.services import (
    draft_paper,
    issue_paper,
    register_arrival,
    reserve_number,
    seal_paper,
    send_copies,
    sign_paper,
)
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.services import state_unavailability
from khaigiang.planning.plans.models import DutySubstitute, Excuse, Plan, PlanAmendment, TargetException, TargetPost
from khaigiang.planning.plans.queries import items_now
from khaigiang.planning.plans.services import (
    add_exception,
    add_substitute,
    amend_plan,
    close_plan,
    roll_plan_forward,
    set_places_by_rule,
    spread_places,
)
from khaigiang.planning.plans.states import PlacesRule
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Office, Unit, UnitKind
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import TODAY, by, story
from tests.on_the_story.scenarios.sending import Sent, Table, post, when

PDF: Final = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def _school() -> Office:
    return Office.objects.get(kind="school")


def _registered() -> Document:
    return Document.objects.get(number="110-KH/TU")


def _paper() -> Document:
    return draft_paper(
        issuer=_school(), kind=DocumentKind.OFFICIAL_LETTER, abstract="Mời giảng viên", **by("demo-office")
    )


def _signed_paper() -> Document:
    paper = draft_paper(issuer=_school(), kind=DocumentKind.DECISION, abstract="Cử cán bộ", **by("demo-office"))
    return sign_paper(
        paper, signer_name="Nghiêm Đức Thành", signer_title="Hiệu trưởng", signed_on=TODAY, **by("demo-head")
    )


def _sealed_paper() -> Document:
    paper = issue_paper(_signed_paper(), issued_on=TODAY, **by("demo-office"))
    return seal_paper(paper, sealed_on=TODAY, **by("demo-office"))


def _copy() -> Copy:
    return send_copies(_sealed_paper(), recipients=["Như trên"], sent_on=TODAY, **by("demo-office"))[0]


def _arrival() -> Arrival:
    return register_arrival(_registered(), office=_school(), arrived_on=TODAY, **by("demo-office"))


def _series() -> NumberSeries:
    return NumberSeries.objects.get(kind="QĐ", office=_school(), period="2023")


def _reserved() -> GivenNumber:
    return reserve_number(_series(), on=TODAY, purpose="Quyết định khen thưởng", **by("demo-office"))


def _paper_of_the_school() -> Document:
    return Document.objects.filter(issuer=_school(), state="issued").order_by("pk")[0]


def _closed_plan() -> Plan:
    return close_plan(second_plan.opened(), **by("demo-organiser"))


def _places() -> Sent:
    quota = second_plan.opened().quotas.order_by("-places", "pk")[0]
    return post(quota.plan_id, **{f"places-{quota.committee_id}": quota.places - 1})


def _township() -> Unit:
    return Unit.objects.on(TODAY).filter(kind=UnitKind.TOWNSHIP).order_by("pk")[0]


def _post() -> Post:
    return story().rule_posts.get()


def _exception() -> TargetException:
    return add_exception(second_plan.drafted(), _township(), _post(), reason="Đã học năm 2022", **by("demo-organiser"))


def _by_rule() -> Plan:
    return set_places_by_rule(second_plan.opened(), PlacesRule.FIXED, 1, **by("demo-organiser"))


def _spread() -> Plan:
    return spread_places(story(), **by("demo-organiser"))


def _amending() -> Sent:
    plan = story()
    quarters = {
        f"quarter-{name}-{row.year}-{row.quarter}": str(count)
        for row in plan.quarters.all()
        for name, count in (("classes", row.classes), ("places", row.places))
    }
    places = {f"committee-places-{row.committee_id}": str(row.places) for row in plan.quotas.all()}
    return post(
        plan.pk,
        document=second_plan.document().pk,
        in_force_on="24/5/2023",
        starts_on=f"{plan.starts_on:%d/%m/%Y}",
        ends_on="31/7/2023",
        nominations_due_on=f"{plan.nominations_due_on:%d/%m/%Y}",
        **quarters,
        **places,
    )


def _amended() -> PlanAmendment:
    plan = story()
    wanted = items_now(plan) | {("ends_on", None, None, None): "2023-07-31"}
    return amend_plan(plan, wanted, document=second_plan.document(), in_force_on=TODAY, **by("demo-organiser"))


def _rolled() -> Plan:
    return roll_plan_forward(
        story(),
        years=1,
        document=second_plan.document(),
        title="Bồi dưỡng năm 2024",
        code="BD-2024",
        **by("demo-organiser"),
    )


def _free_post() -> TargetPost:
    live = Nomination.objects.filter(state="accepted").values("target_post")
    standing = Excuse.objects.filter(withdrawn_on=None).values("target_post")
    return TargetPost.objects.exclude(pk__in=live).exclude(pk__in=standing).order_by("pk")[0]


def _people(nominations: list[Nomination]) -> Sent:
    return post(nominations[0].plan_id, people=[one.pk for one in nominations])


def _sent_list() -> Sent:
    drafts = second_plan.named()
    own = [one.pk for one in drafts if one.committee_id == drafts[0].committee_id]
    committee = drafts[0].committee_id
    return post(drafts[0].plan_id, committee, people=own, letter_number="12-CV/HU", letter_dated_on="24/5/2023")


def _withdrawn_list() -> Sent:
    drafts = second_plan.named()
    own = [one.pk for one in drafts if one.committee_id == drafts[0].committee_id]
    return post(drafts[0].plan_id, drafts[0].committee_id, people=own)


def _holders() -> Sent:
    plan = second_plan.asked()
    return post(plan.pk, second_plan.committees(plan)[0].pk)


def _one_post() -> Sent:
    plan = second_plan.asked()
    target = plan.target_posts.select_related("unit", "post").order_by("pk")[0]
    return post(target.pk, official=target.unit.appointments.order_by("pk")[0].official_id)


def _substitute() -> Sent:
    nomination = second_plan.returned()
    substitute = second_plan.other_official(nomination.target_post)
    return post(nomination.pk, official=substitute.pk, reason="Cử cán bộ thay thế")


def _days_stated() -> Sent:
    nomination = second_plan.accepted()[0]
    stated = state_unavailability(
        nomination, first_day=TODAY, last_day=TODAY, reason="Họp hội đồng nhân dân", **by("demo-office")
    )
    return post(stated.pk)


def _substitute_signer() -> DutySubstitute:
    duty = story().duties.get(paper="summons")
    return add_substitute(
        duty, first_day=TODAY, last_day=TODAY, signer_title="Phó Trưởng ban", signer_name="Lương Thị Mai",
        **by("demo-organiser"),
    )  # fmt: skip


TABLE: Final[Table] = {
    "documents:new": when(
        "demo-organiser",
        lambda: post(
            issuer=_registered().issuer_id,
            kind="KH",
            number="160-KH/TU",
            issued_on="20/5/2023",
            abstract="Bồi dưỡng cán bộ năm 2024",
        ),
    ),
    "documents:edit": when(
        "demo-organiser", lambda: post(_registered().pk, abstract="Đào tạo, bồi dưỡng cán bộ năm 2023")
    ),
    "documents:link": when(
        "demo-organiser",
        lambda: post(second_plan.document().pk, relation="implements", target=_registered().pk),
    ),
    "documents:clause": when(
        "demo-organiser", lambda: post(DocumentLink.objects.order_by("pk")[0].pk, clause="mục III, điểm 2")
    ),
    "documents:unlink": when("demo-organiser", lambda: post(DocumentLink.objects.order_by("pk")[0].pk)),
    "documents:draft": when("demo-office", lambda: post(issuer=_school().pk, kind="CV", abstract="Mời giảng viên")),
    "documents:sign": when(
        "demo-head",
        lambda: post(_paper().pk, signer_name="Nghiêm Đức Thành", signer_title="Hiệu trưởng", signed_on="24/5/2023"),
    ),
    "documents:issue": when("demo-office", lambda: post(_signed_paper().pk, issued_on="24/5/2023")),
    # Asking for the papers to be numbered, and for the background work that does it.
    "documents:issue_of_office": when(
        "demo-office",
        lambda: post(
            _school().pk,
            confirm="1",
            papers=[_signed_paper().pk],
            signer_name="Nghiêm Đức Thành",
            signer_title="Hiệu trưởng",
            signed_on="24/5/2023",
            issued_on="24/5/2023",
        ),
        entries=2,
    ),
    "documents:scan": when(
        "demo-office",
        lambda: post(_paper_of_the_school().pk, file=SimpleUploadedFile("ban-ky.pdf", PDF, "application/pdf")),
    ),
    "documents:initial": when(
        "demo-head", lambda: post(_paper().pk, initialler_name="Đỗ Thị Hạnh", initialled_on="24/5/2023")
    ),
    "documents:seal": when("demo-office", lambda: post(_paper_of_the_school().pk, sealed_on="24/5/2023")),
    "documents:send": when("demo-office", lambda: post(_sealed_paper().pk, recipients="Như trên", sent_on="24/5/2023")),
    "documents:receipt": when("demo-office", lambda: post(_copy().pk, received_on="24/5/2023")),
    "documents:arrive": when(
        "demo-office", lambda: post(_registered().pk, office=_school().pk, arrived_on="24/5/2023")
    ),
    "documents:hand_on": when(
        "demo-office", lambda: post(_arrival().pk, handed_to="Phòng Đào tạo", handed_on="24/5/2023")
    ),
    "documents:explain": when("demo-office", lambda: post(_signed_paper().pk, reason="Chờ con dấu")),
    "documents:reserve": when("demo-office", lambda: post(_series().pk, on="24/5/2023", purpose="Quyết định")),
    "documents:release": when("demo-office", lambda: post(_reserved().pk, reason="Không ban hành")),
    "documents:on_paper": when(
        "demo-office", lambda: post(_series().pk, issued_on="24/5/2023", abstract="Khen thưởng đột xuất")
    ),
    "documents:open_series": when(
        "demo-office",
        lambda: post(
            office=_school().pk, kind="CV", period="2023", starts_on="1/1/2023", ends_on="31/12/2023", first_number="1"
        ),
    ),
    "documents:end_series": when(
        "demo-organiser", lambda: post(NumberSeries.objects.get(kind="BC").pk, on="31/12/2024")
    ),
    "plans:new": when(
        "demo-organiser",
        lambda: post(
            document=second_plan.document().pk,
            title="Bồi dưỡng phó bí thư đảng ủy thị trấn",
            code="BD-TT",
            organiser=story().organiser_id,
            school=story().school_id,
            starts_on="24/5/2023",
            ends_on="29/12/2023",
            rule_posts=[story().rule_posts.get().pk],
            target_kinds=["thi_tran"],
            target_on="24/5/2023",
        ),
    ),
    "plans:edit": when("demo-organiser", lambda: post(second_plan.drafted().pk, ends_on="30/11/2023")),
    "plans:send_up": when("demo-organiser", lambda: post(second_plan.drafted().pk)),
    "plans:take_back": when("demo-organiser", lambda: post(second_plan.sent_up().pk)),
    "plans:return": when("demo-leader", lambda: post(second_plan.sent_up().pk, reason="Bổ sung thị trấn mới lập")),
    "plans:approve": when("demo-leader", lambda: post(second_plan.sent_up().pk)),
    "plans:reopen": when("demo-organiser", lambda: post(second_plan.opened().pk)),
    "plans:close": when("demo-organiser", lambda: post(second_plan.opened().pk)),
    "plans:resume": when("demo-organiser", lambda: post(_closed_plan().pk)),
    "plans:exception": when(
        "demo-organiser", lambda: post(second_plan.drafted().pk, _township().pk, _post().pk, reason="Đã học năm 2022")
    ),
    "plans:withdraw_exception": when("demo-organiser", lambda: post(_exception().pk)),
    "plans:quarters": when(
        "demo-organiser",
        lambda: post(story().pk, above_quarter="warn", **{"2023-2-classes": "4", "2023-2-places": "400"}),
    ),
    "plans:places": when("demo-organiser", _places),
    "plans:places_rule": when("demo-organiser", lambda: post(second_plan.opened().pk, rule="fixed", number="1")),
    "plans:undo_places": when("demo-organiser", lambda: post(_by_rule().pk)),
    "plans:spread": when("demo-organiser", lambda: post(story().pk)),
    "plans:undo_spread": when("demo-organiser", lambda: post(_spread().pk)),
    "plans:roll": when(
        "demo-organiser",
        lambda: post(
            story().pk, years="1", document=second_plan.document().pk, title="Bồi dưỡng năm 2024", code="BD-2024"
        ),
    ),
    "plans:undo_roll": when("demo-organiser", lambda: post(_rolled().pk)),
    "plans:amend": when("demo-organiser", _amending),
    "plans:withdraw_amendment": when("demo-organiser", lambda: post(_amended().pk)),
    "plans:substitute": when(
        "demo-organiser",
        lambda: post(
            story().pk,
            "summons",
            first_day="24/5/2023",
            last_day="26/5/2023",
            signer_title="Phó Trưởng ban",
            signer_name="Lương Thị Mai",
        ),
    ),
    "plans:remove_substitute": when("demo-organiser", lambda: post(_substitute_signer().pk)),
    "plans:duty": when("demo-organiser", lambda: post(story().pk, "request", signer_name="Vũ Thị Minh Hằng")),
    "plans:excuse": when("demo-organiser", lambda: post(_free_post().pk, reason="Sẽ nghỉ hưu trong năm")),
    "plans:withdraw_excuse": when(
        "demo-organiser", lambda: post(Excuse.objects.filter(withdrawn_on=None).order_by("pk")[0].pk)
    ),
    "nominations:request": when("demo-organiser", lambda: post(second_plan.opened().pk, due_on="9/6/2023")),
    "nominations:send_request": when(
        "demo-organiser",
        lambda: post(second_plan.request_drafted().plan_id, signed_on="24/5/2023", issued_on="24/5/2023"),
    ),
    "nominations:holders": when("demo-office", _holders),
    "nominations:withdraw_drafts": when("demo-office", _withdrawn_list),
    "nominations:send": when("demo-office", _sent_list),
    "nominations:nominate": when("demo-office", _one_post),
    "nominations:withdraw": when("demo-office", lambda: post(second_plan.named()[0].pk, reason="Chuyển công tác")),
    "nominations:substitute": when("demo-office", _substitute),
    "nominations:unavailability": when(
        "demo-office",
        lambda: post(
            second_plan.accepted()[0].pk, first_day="5/6/2023", last_day="6/6/2023", reason="Họp hội đồng nhân dân"
        ),
    ),
    "nominations:withdraw_unavailability": when("demo-office", _days_stated),
    "nominations:accept": when("demo-office", lambda: _people(second_plan.submitted())),
    "nominations:take_back": when("demo-office", lambda: _people(second_plan.accepted())),
    "nominations:return": when(
        "demo-office", lambda: post(second_plan.submitted()[0].pk, reason="Đang điều trị dài ngày")
    ),
    "nominations:defer": when("demo-office", lambda: post(second_plan.accepted()[0].pk, reason="Nghỉ thai sản")),
    "nominations:resume": when("demo-office", lambda: post(second_plan.deferred().pk)),
}
