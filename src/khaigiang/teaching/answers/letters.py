"""What reminders say, the slips that hand links out on paper, and the calendar file of a summons."""

from collections.abc import Sequence
from typing import Final

from khaigiang.papers import answer_slips
from khaigiang.papers.typesetting import Pdf
from khaigiang.teaching.answers.links import address_of
from khaigiang.teaching.answers.models import Answer, AnswerLink
from khaigiang.teaching.answers.queries.person import call_of, last_correction
from khaigiang.teaching.cohorts import letters
from khaigiang.teaching.cohorts.models import Summons
from khaigiang.teaching.cohorts.queries import days_of, hours_of
from khaigiang.teaching.timetable.ical import Event, calendar

# Letters are Vietnamese whatever language the pages speak.
TITLES: Final = {
    "people": "Nhắc trả lời triệu tập {training_class}, lần {step}: người được triệu tập",
    "committees": "Nhắc trả lời triệu tập {training_class}, lần {step}: cấp ủy",
}
SUBJECTS: Final = {
    "people": "Nhắc đồng chí trả lời triệu tập tham dự {training_class}",
    "committees": "Danh sách chưa trả lời triệu tập tham dự {training_class}",
}
TO_PEOPLE: Final = """Kính gửi đồng chí {{name}},

Đồng chí được triệu tập tham dự {training_class} theo {paper}. Đến nay nhà trường chưa nhận được câu trả lời của đồng chí.

Thời gian: có mặt lúc {gather_at} ngày {first_day}.
Địa điểm: {venue}.

Đề nghị đồng chí mở địa chỉ riêng sau và trả lời có tham dự được hay không:
{{link}}

Nếu không mở được, đề nghị đồng chí báo với {{committee}}. Nếu đã trả lời trong hôm nay, xin bỏ qua thư này.

Trân trọng.
{contact}"""
TO_COMMITTEES: Final = """Kính gửi {{committee}},

{{count}} đồng chí của quý cơ quan được triệu tập tham dự {training_class} theo {paper} chưa trả lời:

{{people}}

Lớp khai giảng lúc {gather_at} ngày {first_day}. Đề nghị quý cơ quan nhắc các đồng chí trên, hoặc trả lời thay trên trang của lớp.

Trân trọng.
{contact}"""


def facts_of(summons: Summons) -> dict[str, str]:
    """What a reminder tells of a summons and its class."""
    gathers, school = letters.gathers_at(summons), summons.training_class.plan.school
    contact = (school.name, school.contact_person, school.phone)
    return {
        "training_class": summons.training_class.name,
        "paper": paper_of(summons),
        "gather_at": f"{gathers:%H:%M}",
        "first_day": f"{gathers:%d/%m/%Y}",
        "venue": letters.venue(summons.training_class),
        "contact": ", ".join(part for part in contact if part),
    }


def paper_of(summons: Summons) -> str:
    """The summons as a letter cites it, with the letter that corrected it last."""
    cited = f"Công văn số {summons.document.number} ngày {summons.document.issued_on:%d/%m/%Y}"
    corrected = last_correction(summons)
    if corrected is None:
        return cited
    letter = corrected.document
    return f"{cited}, được điều chỉnh bằng Công văn số {letter.number} ngày {letter.issued_on:%d/%m/%Y}"


def listed(silent: Sequence[Answer]) -> str:
    """People who are silent with their telephone numbers, one a line."""
    return "\n".join(
        f"{number}. {one.enrolment.official.full_name}, {one.enrolment.target_post.unit}, "
        f"{one.enrolment.official.phone or 'chưa có số điện thoại'}"
        for number, one in enumerate(silent, 1)
    )


def slips(links: Sequence[AnswerLink]) -> Pdf:
    """A sheet of slips, one for each link that still leads somewhere, to be cut and handed out."""
    return answer_slips.pdf([_slip(link) for link in links if address_of(link)])


def calendar_file(answer: Answer) -> bytes:
    """The days of the class as entries of a calendar; an entry keeps its name whatever changes."""
    training_class = answer.summons.training_class
    call, hours = call_of(answer), hours_of(training_class)
    events = [
        Event(
            uid=f"{training_class.code}-{position}-{answer.enrolment_id}@khaigiang",
            on=day,
            starts_at=answer.summons.gather_at if position == 1 else hours.taught_on(day)[0][0],
            ends_at=hours.taught_on(day)[1][1],
            summary=training_class.name,
            location=call.venue,
            description="\n".join(part for part in (call.course, f"{call.school}, {call.phone}") if part),
            published_at=answer.links.earliest("pk").made_at,
            # A calendar takes an entry over only where its number has grown.
            sequence=answer.links.count() + answer.summons.corrections.count(),
        )
        for position, day in enumerate(days_of(training_class), 1)
    ]
    return calendar(training_class.name, events)


def _slip(link: AnswerLink) -> answer_slips.Slip:
    enrolment, summons = link.answer.enrolment, link.answer.summons
    gathers = letters.gathers_at(summons)
    return answer_slips.Slip(
        name=enrolment.official.full_name,
        unit=enrolment.target_post.unit.name,
        committee=enrolment.target_post.committee.name,
        class_name=summons.training_class.name,
        gathers_at=gathers,
        venue=letters.venue(summons.training_class),
        address=address_of(link),
    )
