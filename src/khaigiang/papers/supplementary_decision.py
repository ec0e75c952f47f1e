"""The decision that adds people to a class already opened, or takes them out, each with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from khaigiang.papers import words
from khaigiang.papers.articles import Article
from khaigiang.papers.decision import decision_fields
from khaigiang.papers.people import person_row
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Person, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One person who comes into the class or leaves it, and why."""

    person: Person
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementaryDecision:
    """What the decision says. `amends` cites the class decision; `trainees_after` is the class's size afterwards."""

    letterhead: Letterhead
    authority: str
    based_on: tuple[str, ...]
    proposed_by: str
    class_name: str
    amends: str
    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    trainees_after: int
    executors: str
    signature: Signature
    recipients: Recipients


def docx(content: SupplementaryDecision, *, template: bytes | None = None) -> bytes:
    """The decision and its lists as a Word file."""
    return fill(f"{content.letterhead.skin}/supplementary_decision", _fields(content), template=template)


def pdf(content: SupplementaryDecision) -> Pdf:
    """The decision and its lists as PDF."""
    return typeset("supplementary_decision", _fields(content))


def _fields(content: SupplementaryDecision) -> Mapping[str, object]:
    return {
        **decision_fields(
            content,
            subject=f"điều chỉnh, bổ sung danh sách học viên {content.class_name}",
            articles=(*_changes(content), _execution(content)),
        ),
        "added_title": f"DANH SÁCH BỔ SUNG HỌC VIÊN\n{content.class_name}",
        "added": _rows(content.added),
        "removed_title": f"DANH SÁCH HỌC VIÊN ĐƯA RA KHỎI LỚP\n{content.class_name}",
        "removed": _rows(content.removed),
    }


def _changes(content: SupplementaryDecision) -> list[Article]:
    changes = (
        (content.added, "Bổ sung {count} đồng chí vào danh sách học viên {name} ban hành kèm theo {amends}"),
        (content.removed, "Đưa {count} đồng chí ra khỏi danh sách học viên {name} ban hành kèm theo {amends}"),
    )
    articles = [
        sentence.format(count=words.count_in_words(len(people)), name=content.class_name, amends=content.amends)
        + " (có danh sách kèm theo)."
        for people, sentence in changes
        if people
    ]
    after = f" Sau khi điều chỉnh, {content.class_name} có {words.count_in_words(content.trainees_after)} học viên."
    return [Article(text=text + (after if text == articles[-1] else "")) for text in articles]


def _execution(content: SupplementaryDecision) -> Article:
    return Article(
        text=f"{content.executors} và các đồng chí có tên trong danh sách kèm theo chịu trách nhiệm thi hành Quyết định"
        " này. Quyết định này có hiệu lực kể từ ngày ký./.",
    )


def _rows(changes: tuple[Change, ...]) -> list[dict[str, str | int]]:
    return [
        person_row(number, change.person) | {"reason": change.reason} for number, change in enumerate(changes, start=1)
    ]
