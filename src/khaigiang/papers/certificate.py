"""The certificate of a completed class: one lying page each, with a QR code to its check page."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from khaigiang.papers import words
from khaigiang.papers.frame import DRAFT, signature_lines
from khaigiang.papers.qr import outline
from khaigiang.papers.skins import STATE
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Person, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What one certificate says. `book_number` is its entry in the certificate book, `check_url` where it is checked.

    `decision` cites the decision that recognises the results; `authority` is who grants the certificate.
    """

    letterhead: Letterhead
    authority: str
    title: str = "Giấy chứng nhận"
    holder: Person
    course: str
    class_name: str
    starts_on: date
    ends_on: date
    band: str
    decision: str
    book_number: str
    check_url: str
    signature: Signature


def pdf(content: Certificate) -> Pdf:
    """One certificate as PDF."""
    return typeset("certificate", {"certificates": [_fields(content)]})


def pdf_batch(contents: Iterable[Certificate]) -> list[Pdf]:
    """Each certificate as a PDF of its own, to be sealed and kept; the same bytes as `pdf` gives one by one."""
    # The typesetter works outside of Python's lock: two cores set two certificates.
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(pdf, contents))


def pdf_book(contents: Iterable[Certificate]) -> Pdf:
    """All certificates in one PDF, a page each, to be printed in one go."""
    return typeset("certificate", {"certificates": [_fields(content) for content in contents]})


def _fields(content: Certificate) -> Mapping[str, object]:
    holder, head = content.holder, content.letterhead
    code = outline(content.check_url)
    return {
        "draft": DRAFT if head.is_draft else "",
        "banner": STATE.banner,
        "motto": STATE.motto,
        "issuer": head.issuer.upper(),
        "authority": content.authority.upper(),
        "title": content.title.upper(),
        "name": holder.name,
        "born": words.birth_date(holder.born_on),
        "post": f"{holder.post}, {words.small(holder.unit)}" if holder.post else holder.unit,
        "course": f"{content.class_name}, {words.small(content.course)}" if content.class_name else content.course,
        "days": f"từ ngày {words.short_date(content.starts_on)} đến ngày {words.short_date(content.ends_on)}",
        "band": content.band,
        "decision": content.decision,
        "number": head.number or "",
        "book_number": content.book_number,
        "place_date": words.place_and_date(head.place, head.dated_on),
        "dated": head.dated_on.isoformat() if head.dated_on else "",
        "sign": signature_lines(content.signature),
        "qr": {"size": code.size, "path": code.path},
        "check_url": content.check_url,
    }
