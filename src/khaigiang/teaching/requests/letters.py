"""What lecturers are written: asked, reminded, asked once more, asked no longer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.outbox import services as outbox
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.outbox.services import Receiver
from khaigiang.ground.shared.dates import local_day
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.requests.models import AskedSession, Asking, GuestLink, TeachingRequest
from khaigiang.teaching.requests.states import GUEST_LINK, ReminderStep

# The links made for lecturers without an account, by lecturer.
Guests = Mapping[int, GuestLink]

# Letters are Vietnamese whatever language the pages speak.
SUBJECTS: Final = {
    "asked": "Mời giảng tại {training_class}",
    "reminder": "Nhắc trả lời lời mời giảng tại {training_class}",
    "moved": "Buổi giảng đã nhận tại {training_class} đổi thời gian",
    "withdrawn": "Thôi mời giảng tại {training_class}",
}
BODIES: Final = {
    "asked": """Kính gửi {{lecturer}},

{school} trân trọng mời đồng chí giảng tại {training_class}:

{{sessions}}

{{note}}Đề nghị đồng chí trả lời chậm nhất ngày {{day}}:
{{link}}

Nếu không giảng được, xin cho biết lý do để nhà trường bố trí người khác. Thư nhắc được gửi trước hạn nếu chưa có trả lời.

Trân trọng.
{contact}""",
    "reminder": """Kính gửi {{lecturer}},

Nhà trường chưa nhận được trả lời của đồng chí về việc giảng tại {training_class}:

{{sessions}}

Đề nghị đồng chí trả lời chậm nhất ngày {{day}}:
{{link}}

Nếu đã trả lời trong hôm nay, xin bỏ qua thư này.

Trân trọng.
{contact}""",
    "moved": """Kính gửi {{lecturer}},

Những buổi đồng chí đã nhận giảng tại {training_class} nay đổi sang thời gian sau:

{{sessions}}

Đề nghị đồng chí trả lời lại chậm nhất ngày {{day}}:
{{link}}

Trân trọng.
{contact}""",
    "withdrawn": """Kính gửi {{lecturer}},

Nhà trường xin thôi mời đồng chí giảng những buổi sau tại {training_class}:

{{sessions}}

Nhà trường cảm ơn và mong đồng chí thông cảm.

Trân trọng.
{contact}""",
}
LINK_SUBJECT: Final = "Liên kết riêng để trả lời lời mời giảng"
LINK_BODY: Final = """Kính gửi {lecturer},

Đây là liên kết riêng của đồng chí để xem và trả lời lời mời giảng, lịch giảng và tài liệu. Liên kết mở được một lần, đến hết ngày {expires}:
{link}

Xin không chuyển liên kết này cho người khác.

Trân trọng."""


def write_of_asking(
    asking: Asking, requests: Sequence[TeachingRequest], guests: Guests, *, by: User, at: datetime
) -> None:
    """Write to everybody asked in one act; whoever asks has read the text and lets it go."""
    receivers = [_receiver(one, _rows(one), guests.get(one.lecturer_id)) for one in requests]
    _post(asking, "asked", f"asking {asking.pk}", receivers, by=by, at=at)


def write_reminder(
    request: TeachingRequest,
    rows: Sequence[AskedSession],
    step: ReminderStep,
    guests: Guests,
    *,
    by: User | None,
    at: datetime,
) -> None:
    """Remind a lecturer by e-mail; whoever asked was shown on which days that happens."""
    key = f"request {request.pk} {step.value} {request.due_on}"
    receiver = _receiver(request, rows, guests.get(request.lecturer_id))
    _post(request.asking, "reminder", key, [receiver], by=by or request.asking.asked_by, at=at)


def draft_of_moved(
    request: TeachingRequest, rows: Sequence[AskedSession], guests: Guests, *, by: User | None, at: datetime
) -> None:
    """Draft the letter by which a lecturer is asked once more; nobody has read it yet, so that it waits in the outbox."""
    receiver = _receiver(request, rows, guests.get(request.lecturer_id))
    _draft(request.asking, "moved", f"request {request.pk} moved {at.isoformat()}", [receiver], by, at)


def write_of_withdrawal(request: TeachingRequest, rows: Sequence[AskedSession], *, by: User, at: datetime) -> None:
    """Tell a lecturer by e-mail that they are asked no longer."""
    key = f"request {request.pk} withdrawn {rows[0].pk} {at.isoformat()}"
    _post(request.asking, "withdrawn", key, [_receiver(request, rows)], by=by, at=at)


def text_of(training_class: TrainingClass) -> str:
    """The letter of asking as somebody reads it before it goes; what differs from one lecturer to another in braces."""
    return BODIES["asked"].format(**_facts(training_class))


def _facts(training_class: TrainingClass) -> dict[str, str]:
    school = training_class.plan.school
    contact = ", ".join(part for part in (school.name, school.contact_person, school.phone) if part)
    return {"training_class": training_class.name, "school": school.name, "contact": contact}


def _rows(request: TeachingRequest) -> list[AskedSession]:
    return list(request.sessions.select_related("item__block").order_by("on", "pk"))


def write_of_link(link: GuestLink, *, by: User, at: datetime) -> None:
    """Write a new link to the address of its lecturer."""
    lecturer = link.lecturer
    facts = {"lecturer": str(lecturer), "expires": f"{local_day(link.expires_at):%d/%m/%Y}"}
    receiver = Receiver(
        key=f"lecturer {lecturer.pk}",
        name=lecturer.full_name,
        address=lecturer.email,
        values=facts,
        sealed={"link": f"{GUEST_LINK} {link.pk}"},
    )
    mailing = outbox.draft_mailing(
        f"guest link {link.pk}",
        [receiver],
        title=LINK_SUBJECT,
        subject=LINK_SUBJECT,
        body=LINK_BODY,
        sender_role=Role.OFFICE.value,
        by=by,
        at=at,
    )
    outbox.release_mailing(mailing, by=by, at=at)


def _receiver(request: TeachingRequest, rows: Sequence[AskedSession], guest: GuestLink | None = None) -> Receiver:
    lecturer = request.lecturer
    values = {
        "lecturer": str(lecturer),
        "sessions": "\n".join(f"- {row.item.full_name}, {row.when}" for row in rows),
        "note": f"{request.note}\n\n" if request.note else "",
        "day": f"{request.due_on:%d/%m/%Y}",
    }
    page = {"link": f"{settings.PUBLIC_URL}{reverse('requests:request', args=[request.pk])}"}
    return Receiver(
        key=f"lecturer {lecturer.pk}",
        name=lecturer.full_name,
        address=lecturer.email,
        values=values if guest else values | page,
        sealed={"link": f"{GUEST_LINK} {guest.pk}"} if guest else {},
    )


def _draft(
    asking: Asking, kind: str, key: str, receivers: Iterable[Receiver], by: User | None, at: datetime
) -> Mailing | None:
    written = [one for one in receivers if one.address]
    if not written:
        return None
    training_class, school = asking.training_class, asking.training_class.plan.school
    facts = _facts(training_class)
    subject = SUBJECTS[kind].format(**facts)
    return outbox.draft_mailing(
        key,
        written,
        title=subject,
        subject=subject,
        body=BODIES[kind].format(**facts),
        sender_role=Role.OFFICE.value,
        sender_name=school.name,
        reply_to=school.email,
        link=reverse("requests:class", args=[training_class.pk]),
        by=by,
        at=at,
    )


def _post(asking: Asking, kind: str, key: str, receivers: Iterable[Receiver], *, by: User, at: datetime) -> None:
    mailing = _draft(asking, kind, key, receivers, by, at)
    if mailing is not None:
        outbox.release_mailing(mailing, by=by, at=at)
