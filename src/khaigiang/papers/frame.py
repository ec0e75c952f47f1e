"""What every official paper shares in both its Word and its PDF form: head, signature, recipients, draft mark."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

from khaigiang.papers import words
from khaigiang.papers.skins import SKINS, Skin
from khaigiang.papers.values import Contact, Letterhead, Recipients, Signature

DRAFT: Final = "DỰ THẢO"
_GAP: Final = "\u00a0" * 8
_STOPS: Final = (".", ";", ":", "./.")


def frame(
    letterhead: Letterhead, *, signature: Signature | None, recipients: Recipients | None, numbered: bool = True
) -> dict[str, object]:
    """The fields of a paper's frame. Papers that take no number by nature (lists, timetables) are not `numbered`."""
    skin = SKINS[letterhead.skin]
    is_draft = letterhead.is_draft if numbered else letterhead.dated_on is None
    return {
        "skin": asdict(skin),
        "draft": DRAFT if is_draft else "",
        "superior": letterhead.superior.upper(),
        "issuer": issuer_line(letterhead),
        "number": number_line(letterhead) if numbered else "",
        "place_date": words.place_and_date(letterhead.place, letterhead.dated_on),
        "dated": letterhead.dated_on.isoformat() if letterhead.dated_on else "",
        "sign": signature_lines(signature) if signature else None,
        "recipients": listed(recipients.lines) if recipients else [],
    }


def issuer_line(letterhead: Letterhead) -> str:
    """The issuing body in capitals; a superior body that already stands above it is not named twice."""
    own = letterhead.issuer.removesuffix(letterhead.superior).rstrip()
    return (own or letterhead.issuer).upper()


def number_line(letterhead: Letterhead) -> str:
    """The number as in "Số 127-QĐ/TW" or "Số: 156/QĐ-UBND"; without a number, room for it before the series."""
    skin: Skin = SKINS[letterhead.skin]
    return skin.number_label + (letterhead.number or _GAP + letterhead.series)


def citation(kind: str, letterhead: Letterhead) -> str:
    """A paper as others cite it: "Quyết định số 156/QĐ-TĐT ngày 10 tháng 3 năm 2023 của …"."""
    number = letterhead.number or _GAP + letterhead.series
    return f"{kind} số {number} {words.day_or_blank(letterhead.dated_on)} của {letterhead.author}"


def reference(kind: str, letterhead: Letterhead) -> str:
    """The line under an annex's title that says which paper it belongs to."""
    return f"(Kèm theo {citation(kind, letterhead)})"


def signature_lines(signature: Signature) -> dict[str, str]:
    """The signer's lines: "TM. BAN THƯỜNG VỤ" over the signer's own title, or the title alone when signing in one's own right."""
    authority = f"{signature.prefix} {signature.on_behalf}".strip() if signature.prefix else ""
    return {"authority": authority.upper(), "title": signature.title.upper(), "name": signature.name}


def listed(lines: Iterable[str]) -> list[str]:
    """Lines as an official list: a dash before each, a semicolon after, a full stop at the end."""
    items = [line.rstrip(".; ") for line in lines]
    return [f"- {line}{'.' if last else ';'}" for line, last in _with_last(items)]


def grounds(lines: Iterable[str], *, skin: Skin, proposed_by: str = "") -> list[str]:
    """The "Căn cứ" lines of a decision, closed as the skin asks, ending with who proposed it."""
    items = [_ground(line.strip().rstrip(".;,")) for line in lines]
    if proposed_by:
        items.append(f"Theo đề nghị của {proposed_by}")
    dash = "- " if skin.grounds_dash else ""
    return [f"{dash}{line}{(',' if skin.grounds_dash else '.') if last else ';'}" for line, last in _with_last(items)]


def sentence(text: str) -> str:
    """Text that ends as a sentence or a list item does."""
    return text if text.rstrip().endswith(_STOPS) else f"{text}."


def letter_subject(subject: str, letterhead: Letterhead) -> str:
    """What a letter is about, as it stands under the number: "V/v …", or with a capital where the skin has no "V/v"."""
    prefix = SKINS[letterhead.skin].letter_subject_prefix
    return f"{prefix}{subject}" if prefix else words.capital(subject)


def ending(paragraphs: list[str]) -> list[str]:
    """Paragraphs whose last one closes the paper with "./."."""
    return [*paragraphs[:-1], paragraphs[-1].rstrip("./ ") + "./."] if paragraphs else []


def contact_line(contact: Contact | None) -> list[str]:
    """One sentence that says whom to ask, or none."""
    if contact is None:
        return []
    office = f", {contact.office}" if contact.office else ""
    return [f"Thông tin chi tiết, đề nghị liên hệ đồng chí {contact.name}{office}, điện thoại: {contact.phone}."]


def _ground(line: str) -> str:
    return line if line.startswith(("Căn cứ", "Thực hiện", "Xét", "Theo")) else f"Căn cứ {line}"


def _with_last(items: list[str]) -> list[tuple[str, bool]]:
    return [(item, position == len(items)) for position, item in enumerate(items, start=1)]
