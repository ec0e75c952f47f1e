"""The list of a class as it hangs at the door: who, from where, which group, room to sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khaigiang.papers import words
from khaigiang.papers.frame import frame
from khaigiang.papers.people import person_rows
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Person, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantList:
    """What the list says: the people of a class as of a day, in the order given."""

    letterhead: Letterhead
    class_name: str
    course: str
    as_of: date
    people: tuple[Person, ...]
    signature: Signature | None


def docx(content: ParticipantList, *, template: bytes | None = None) -> bytes:
    """The list as a Word file."""
    return fill(f"{content.letterhead.skin}/participant_list", list_fields(content), template=template)


def pdf(content: ParticipantList) -> Pdf:
    """The list as PDF."""
    return typeset("participant_list", list_fields(content))


def list_fields(content: ParticipantList) -> Mapping[str, object]:
    """The fields of the list, alone or as a part of the opening set."""
    return {
        **frame(content.letterhead, signature=content.signature, recipients=None, numbered=False),
        "subject": f"Danh sách học viên {content.class_name}",
        "list_title": "DANH SÁCH HỌC VIÊN",
        "list_about": f"{content.class_name}, {content.course}\n({_about(content)})",
        "people": person_rows(content.people),
        "total": f"Danh sách gồm {words.count_in_words(len(content.people))} đồng chí.",
    }


def _about(content: ParticipantList) -> str:
    groups = words.how_groups_read(person.group for person in content.people)
    return "; ".join(filter(None, [f"tính đến ngày {words.short_date(content.as_of)}", groups]))
