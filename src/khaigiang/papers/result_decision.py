"""The decision that recognises a class's results, with counts by band and the list of marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khaigiang.papers import words
from khaigiang.papers.articles import Article
from khaigiang.papers.bands import band_rows, band_sentence
from khaigiang.papers.decision import decision_fields
from khaigiang.papers.people import person_row
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import BandCount, Letterhead, Person, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One trainee's final mark and band; no mark where there is none to give."""

    person: Person
    mark: Decimal | None
    band: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDecision:
    """What the decision says. `rule` cites the rule the bands follow, `certified` how many get a certificate."""

    letterhead: Letterhead
    authority: str
    based_on: tuple[str, ...]
    proposed_by: str
    class_name: str
    course: str
    starts_on: date
    ends_on: date
    rule: str
    results: tuple[Result, ...]
    bands: tuple[BandCount, ...]
    certified: int
    executors: str
    signature: Signature
    recipients: Recipients


def docx(content: ResultDecision, *, template: bytes | None = None) -> bytes:
    """The decision and its list as a Word file."""
    return fill(f"{content.letterhead.skin}/result_decision", _fields(content), template=template)


def pdf(content: ResultDecision) -> Pdf:
    """The decision and its list as PDF."""
    return typeset("result_decision", _fields(content))


def _fields(content: ResultDecision) -> Mapping[str, object]:
    return {
        **decision_fields(
            content,
            subject=f"công nhận kết quả học tập {content.class_name}, {content.course}",
            articles=(_recognition(content), _certificates(content), _execution(content)),
        ),
        "list_title": f"KẾT QUẢ HỌC TẬP\n{content.class_name}, {content.course}",
        "results": [_row(number, result) for number, result in enumerate(content.results, start=1)],
        "bands": band_rows(content.bands),
        "band_total": len(content.results),
        "rule": content.rule,
    }


def _recognition(content: ResultDecision) -> Article:
    days = f"từ ngày {words.short_date(content.starts_on)} đến ngày {words.short_date(content.ends_on)}"
    return Article(
        text=f"Công nhận kết quả học tập của {words.count_in_words(len(content.results))} học viên {content.class_name},"
        f" {content.course}, tổ chức {days} (có danh sách kèm theo), trong đó:",
        points=tuple(map(band_sentence, content.bands)),
    )


def _certificates(content: ResultDecision) -> Article:
    return Article(
        text=f"Cấp giấy chứng nhận cho {words.count_in_words(content.certified)} học viên hoàn thành khóa học có tên"
        " trong danh sách kèm theo.",
    )


def _execution(content: ResultDecision) -> Article:
    return Article(
        text=f"{content.executors} và các học viên có tên trong danh sách chịu trách nhiệm thi hành Quyết định này."
        " Quyết định này có hiệu lực kể từ ngày ký./.",
    )


def _row(number: int, result: Result) -> dict[str, str | int]:
    return person_row(number, result.person) | {
        "mark": words.mark_text(result.mark),
        "mark_words": words.mark_in_words(result.mark),
        "band": result.band,
        "note": result.note,
    }
