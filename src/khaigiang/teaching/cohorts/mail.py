"""What a summons says by e-mail: to the committees it goes to, and to the people it calls."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from khaigiang.ground.outbox.services import Receiver
from khaigiang.teaching.cohorts import letters
from khaigiang.teaching.cohorts.models import Enrolment, Summons
from khaigiang.teaching.cohorts.queries import with_people
from khaigiang.teaching.cohorts.states import Whom, answer_link, mail_key
from khaigiang.vietnamese.names import text_key

# Letters are Vietnamese whatever language the pages speak.
SUBJECT: Final = "Triệu tập tham dự {training_class}"
TO_COMMITTEES: Final = """Kính gửi {{committee}},

Theo Công văn số {number} ngày {day}, {{count}} đồng chí của quý cơ quan được triệu tập tham dự {training_class}, {course}:

{{people}}

Thời gian: từ {gather_at} ngày {first_day} đến ngày {last_day}.
Địa điểm: {venue}.

Đề nghị quý cơ quan thông báo đến các đồng chí trong danh sách và báo lại nếu có đồng chí không thể tham dự.

Trân trọng.
{contact}"""
TO_PEOPLE: Final = """Kính gửi đồng chí {{name}},

Theo Công văn số {number} ngày {day}, đồng chí được triệu tập tham dự {training_class}, {course}.

Thời gian: có mặt lúc {gather_at} ngày {first_day}; lớp học đến ngày {last_day}.
Địa điểm: {venue}.
{requirements}

Đề nghị đồng chí mở địa chỉ riêng sau, xác nhận đã nhận giấy triệu tập và trả lời có tham dự được hay không:
{{link}}

Địa chỉ này của riêng đồng chí, xin không chuyển cho người khác. Nếu không mở được, đề nghị đồng chí báo với {{committee}}.

Trân trọng.
{contact}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What goes to many about one paper of a class."""

    key: str
    subject: str
    body: str
    receivers: list[Receiver]


def mail_of(summons: Summons, whom: Whom) -> Mail:
    """The messages of an issued summons to its committees or to its people."""
    text, receivers = KINDS[whom]
    facts = _facts(summons)
    return Mail(
        key=mail_key(summons.pk, whom),
        subject=SUBJECT.format(**facts),
        body=text.format(**facts),
        receivers=receivers(summons),
    )


def _facts(summons: Summons) -> dict[str, str]:
    content = letters.summons_content(summons)
    contact = content.contact
    return {
        "number": summons.document.number or "",
        "day": f"{summons.document.issued_on:%d/%m/%Y}",
        "training_class": content.class_name,
        "course": content.course,
        "gather_at": f"{content.gather_at:%H:%M}",
        "first_day": f"{content.gather_at:%d/%m/%Y}",
        "last_day": f"{content.ends_on:%d/%m/%Y}",
        "venue": content.venue,
        "requirements": "\n".join(f"{line}." for line in content.requirements),
        "contact": f"{contact.office}, {contact.name}, {contact.phone}" if contact else "",
    }


def _committees(summons: Summons) -> list[Receiver]:
    of_committee: defaultdict[int, list[Enrolment]] = defaultdict(list)
    for enrolment in with_people(summons.enrolments.all()):
        of_committee[enrolment.target_post.committee_id].append(enrolment)
    receivers = [_committee(called) for called in of_committee.values()]
    return sorted(receivers, key=lambda receiver: text_key(receiver.name))


def _committee(called: list[Enrolment]) -> Receiver:
    committee = called[0].target_post.committee
    return Receiver(
        key=f"office {committee.pk}",
        name=committee.name,
        address=committee.email,
        values={"committee": committee.name, "count": str(len(called)), "people": listed(called)},
    )


def _people(summons: Summons) -> list[Receiver]:
    return [
        Receiver(
            key=f"enrolment {enrolment.pk}",
            name=enrolment.official.full_name,
            address=enrolment.official.email,
            values={"name": enrolment.official.full_name, "committee": enrolment.target_post.committee.name},
            sealed={"link": answer_link(summons.pk, enrolment.pk)},
        )
        for enrolment in with_people(summons.enrolments.all())
    ]


def listed(called: list[Enrolment]) -> str:
    """People of one committee as a message lists them, one a line."""
    return "\n".join(
        f"{number}. {one.official.full_name}, {one.target_post.post.short_title}, {one.target_post.unit}"
        for number, one in enumerate(called, 1)
    )


KINDS: Final[dict[Whom, tuple[str, Callable[[Summons], list[Receiver]]]]] = {
    Whom.COMMITTEES: (TO_COMMITTEES, _committees),
    Whom.PEOPLE: (TO_PEOPLE, _people),
}
