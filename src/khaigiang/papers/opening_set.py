"""Everything the first morning needs in one PDF: class list, attendance book, programme of the ceremony."""

from collections.abc import Mapping
from dataclasses import dataclass

from khaigiang.papers.attendance_book import AttendanceBook, book_fields
from khaigiang.papers.ceremony_programme import CeremonyProgramme, programme_fields
from khaigiang.papers.participant_list import ParticipantList, list_fields
from khaigiang.papers.typesetting import Pdf, typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningSet:
    """The three papers of one class; each keeps its own letterhead."""

    programme: CeremonyProgramme
    participants: ParticipantList
    book: AttendanceBook


def pdf(content: OpeningSet) -> Pdf:
    """The whole set as one PDF: programme, class list, attendance book."""
    return typeset("opening_set", _fields(content))


def _fields(content: OpeningSet) -> Mapping[str, object]:
    programme = programme_fields(content.programme)
    return {
        **programme,
        # The set's own head is the programme's; each part prints with its own.
        "subject": f"Bộ tài liệu khai giảng {content.participants.class_name}",
        "parts": {
            "programme": programme,
            "list": list_fields(content.participants),
            "book": book_fields(content.book),
        },
    }
