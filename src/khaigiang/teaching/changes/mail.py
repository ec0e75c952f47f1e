"""What the letter that corrects a summons says by e-mail: to the committees it goes to, and to the people it touches."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final

from khaigiang.ground.outbox.services import Receiver
from khaigiang.papers.change_letter import ChangeLetter
from khaigiang.planning.documents.models import Document
from khaigiang.teaching.changes.letters import letter_content
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import corrected_by, going_by, touched_by_letter
from khaigiang.teaching.changes.states import letter_mail_key
from khaigiang.teaching.cohorts.mail import Mail, listed
from khaigiang.teaching.cohorts.models import Enrolment, Summons
from khaigiang.teaching.cohorts.queries import days_of, with_people
from khaigiang.teaching.cohorts.states import Whom, answer_link
from khaigiang.vietnamese.names import text_key

# Letters are Vietnamese whatever language the pages speak.
OTHER_DAYS: Final = "Điều chỉnh thời gian tổ chức {training_class}"
NOT_HELD: Final = "Không tổ chức {training_class}"
GREETINGS: Final = {Whom.COMMITTEES: "Kính gửi {{committee}},", Whom.PEOPLE: "Kính gửi đồng chí {{name}},"}
NEW_DAYS: Final = """Theo Công văn số {number} ngày {day}, thời gian tổ chức {training_class}, {course}, được điều chỉnh so với {corrects}. Lý do: {because}.

Thời gian mới: có mặt lúc {{gather_at}} ngày {first_day}; lớp học đến ngày {last_day}.
Địa điểm: {venue}."""
TAKEN_BACK: Final = """Theo Công văn số {number} ngày {day}, {training_class}, {course}, không tổ chức theo thời gian đã triệu tập tại {corrects}. Lý do: {because}.

Các đồng chí đã được triệu tập không có mặt ngày {first_day}. {{goes}}."""
ASKED_AGAIN: Final = {
    Whom.COMMITTEES: """{{count}} đồng chí của quý cơ quan đã được triệu tập:

{{people}}

Đề nghị quý cơ quan thông báo đến các đồng chí trong danh sách; từng đồng chí được hỏi lại có tham dự được theo thời gian mới hay không.""",
    Whom.PEOPLE: """Câu trả lời trước đây không còn giá trị vì thời gian đã thay đổi. Đề nghị đồng chí mở địa chỉ riêng sau, xác nhận đã nhận thông báo này và trả lời có tham dự được hay không:
{{link}}

Địa chỉ này của riêng đồng chí, xin không chuyển cho người khác. Nếu không mở được, đề nghị đồng chí báo với {{committee}}.""",
}
TOLD: Final = {
    Whom.COMMITTEES: """{{count}} đồng chí của quý cơ quan đã được triệu tập:

{{people}}

Đề nghị quý cơ quan thông báo ngay đến các đồng chí trong danh sách.""",
    Whom.PEOPLE: """Đề nghị đồng chí mở địa chỉ riêng sau để xác nhận đã biết:
{{link}}

Địa chỉ này của riêng đồng chí, xin không chuyển cho người khác. Nếu không mở được, đề nghị đồng chí báo với {{committee}}.""",
}
ENDING: Final = "Trân trọng.\n{contact}"
JOINED: Final = "{who} chuyển sang {joined}; thời gian, địa điểm theo giấy triệu tập của lớp đó"
WAIT: Final = "{who} được bố trí học lớp khác của kế hoạch; thời gian, địa điểm thông báo sau"
ALL: Final = "Các đồng chí"


def mail_of(change: ClassChange, letter: Document, whom: Whom) -> Mail:
    """The messages about an issued letter to its committees or to its people: exactly those whom it touches."""
    content = letter_content(change, letter)
    facts = _facts(change, letter, content)
    held = content.new_days is not None
    parts = (GREETINGS[whom], NEW_DAYS if held else TAKEN_BACK, (ASKED_AGAIN if held else TOLD)[whom], ENDING)
    return Mail(
        key=letter_mail_key(change.pk, whom),
        subject=(OTHER_DAYS if held else NOT_HELD).format(**facts),
        body="\n\n".join(parts).format(**facts),
        receivers=RECEIVERS[whom](_called(change), _Going.by(change, content.joined)),
    )


def _facts(change: ClassChange, letter: Document, content: ChangeLetter) -> dict[str, str]:
    days, contact = days_of(change.training_class), content.contact
    return {
        "number": letter.number,
        "day": f"{letter.issued_on:%d/%m/%Y}",
        "training_class": content.class_name,
        "course": content.course,
        "corrects": "; ".join(content.corrects),
        "because": content.because.rstrip("."),
        "first_day": f"{days[0]:%d/%m/%Y}",
        "last_day": f"{days[-1]:%d/%m/%Y}",
        "venue": content.venue,
        "contact": f"{contact.office}, {contact.name}, {contact.phone}" if contact else "",
    }


def _called(change: ClassChange) -> list[tuple[Enrolment, Summons]]:
    """Everybody whom the letter touches with the summons that called them, by name."""
    summonses = {summons.pk: summons for summons in corrected_by(change)}
    calls = dict(Summons.enrolments.through.objects.filter(summons__in=summonses).values_list("enrolment", "summons"))
    return [(one, summonses[calls[one.pk]]) for one in with_people(touched_by_letter(change))]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Going:
    """Where those called go: into another class, or nowhere yet."""

    joined: str
    ids: frozenset[int]

    @classmethod
    def by(cls, change: ClassChange, joined: str) -> "_Going":
        """Read for one change; nobody goes anywhere unless classes merge."""
        return cls(joined=joined, ids=frozenset(going_by(change).values_list("pk", flat=True)))

    def person(self, one: Enrolment) -> str:
        """What one person is told."""
        return (JOINED if one.pk in self.ids else WAIT).format(who="Đồng chí", joined=self.joined)

    def committee(self, people: Sequence[Enrolment]) -> str:
        """What a committee is told of its people: who goes, and by name who does not."""
        stay = [one for one in people if one.pk not in self.ids]
        if len(stay) == len(people):
            return WAIT.format(who=ALL)
        told = JOINED.format(who=ALL, joined=self.joined)
        names = ", ".join(one.official.full_name for one in stay)
        return f"{told}. {WAIT.format(who=f'Riêng đồng chí {names}')}" if stay else told


def _people(called: list[tuple[Enrolment, Summons]], going: _Going) -> list[Receiver]:
    return [
        Receiver(
            key=f"enrolment {one.pk}",
            name=one.official.full_name,
            address=one.official.email,
            values={
                "name": one.official.full_name,
                "committee": one.target_post.committee.name,
                "gather_at": _hours([summons.gather_at]),
                "goes": going.person(one),
            },
            sealed={"link": answer_link(summons.pk, one.pk)},
        )
        for one, summons in called
    ]


def _committees(called: list[tuple[Enrolment, Summons]], going: _Going) -> list[Receiver]:
    of_committee: defaultdict[int, list[tuple[Enrolment, Summons]]] = defaultdict(list)
    for one, summons in called:
        of_committee[one.target_post.committee_id].append((one, summons))
    return sorted((_committee(found, going) for found in of_committee.values()), key=lambda one: text_key(one.name))


def _committee(called: list[tuple[Enrolment, Summons]], going: _Going) -> Receiver:
    committee = called[0][0].target_post.committee
    return Receiver(
        key=f"office {committee.pk}",
        name=committee.name,
        address=committee.email,
        values={
            "committee": committee.name,
            "count": str(len(called)),
            "people": listed([one for one, _summons in called]),
            "gather_at": _hours(summons.gather_at for _one, summons in called),
            "goes": going.committee([one for one, _summons in called]),
        },
    )


def _hours(gather_at: Iterable[time]) -> str:
    return ", ".join(f"{hour:%H:%M}" for hour in sorted(set(gather_at)))


RECEIVERS: Final[dict[Whom, Callable[[list[tuple[Enrolment, Summons]], _Going], list[Receiver]]]] = {
    Whom.COMMITTEES: _committees,
    Whom.PEOPLE: _people,
}
