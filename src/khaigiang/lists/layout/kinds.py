"""Kinds of rows that are no person's: sums, footers and signatures, and the groups that people stand in."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from khaigiang.lists.layout.cells import Told

TOTAL: Final = re.compile(
    r"(tổng|cộng)$|(tổng( cộng| số| số cán bộ| số người)?|cộng)\s*[:.(\d].*|tổng (cộng|số)\b.*|(?:\(?\s*)danh sách (này )?(có|gồm)\b.*"
    r"|(ấn định|ấn định danh sách|bảng này)\b.*|cộng (toàn|huyện|quận|xã|phường|thị xã|thị trấn|các|chung)\b.*",
    re.IGNORECASE,
)
FOOTER: Final = re.compile(
    r"(nơi nhận|tm\.|t/m|t\.m\.|kt\.|tl\.|tuq\.|người lập|lập biểu|ghi chú\s*:|lưu ý\s*:|xác nhận|thủ trưởng|ký thay|duyệt\b|\(?ký\b"
    r"|\(?đã ký|.{0,40}, ?ngày .{0,12}tháng|.{0,30}ngày\s*[….\d ]+\s*tháng|như kính gửi|lưu\s*:|- như trên|- lưu)",
    re.IGNORECASE,
)
SIGNS: Final = re.compile(
    r"(phó )?(chủ tịch|bí thư|giám đốc|trưởng ban|trưởng phòng|chánh văn phòng|hiệu trưởng|thủ trưởng đơn vị|người lập biểu|kế toán"
    r"|văn thư|trưởng khoa|cán bộ tổng hợp|người tổng hợp|người lập danh sách)",
    re.IGNORECASE,
)
GROUP_NUMBER: Final = re.compile(r"(?:(?P<deep>\d+(?:\.\d+)*)|[IVX]+|[A-Z])\s*[.)/:-]\s*|(?:[IVX]+)\s+(?=\D)")
GROUP_ORDINAL: Final = re.compile(r"([IVXLC]+|[A-Z]|\d+(?:\.\d+)*)[.)]?")
COUNT: Final = re.compile(
    r"\s*[:(–-]*\s*\(?\s*(?:tổng số\s*:?\s*|có\s+)?\d+\s*(?:người|đ/c|đc|đồng chí|cán bộ|học viên|ứng viên|trường hợp)?\s*\)?\s*$",
    re.IGNORECASE,
)
KINDS: Final = (
    "quận", "huyện", "thị xã", "phường", "xã ", "thị trấn", "khối", "đảng ủy", "đảng uỷ", "đảng bộ", "ubnd", "đơn vị", "cụm",
    "ban ", "lớp", "tổ ", "các ", "cơ quan", "q.", "h.", "p.", "tx.", "tt.", "x.",
)  # fmt: skip


# Facts that a person has and a unit, a title or a sum has not.
PERSONAL: Final = frozenset({"dob", "dob_male", "dob_female", "cccd", "phone", "gender", "male", "female", "dob_year"})
# Marks and slips of the pen are so short; titles that stand in a column are longer.
MARK: Final = 4


COMMUNES: Final = ("phường", "xã ", "thị trấn", "p.", "x.", "tt.")


class Group(NamedTuple):
    """What stands over rows: the text nearest above them, and those over it."""

    texts: tuple[tuple[int, str], ...] = ()  # the depth of each, and what it names

    def under(self, depth: int, text: str) -> "Group":
        """The groups once a further one opens: it ends those that are as deep or deeper."""
        return Group((*(one for one in self.texts if one[0] < depth), (depth, text)))


class Named(NamedTuple):
    """A row that names a group: how deep it stands, its text, whether it names the kind of a unit, and its number."""

    is_deep: bool
    text: str
    has_kind: bool
    has_number: bool


def group_named(filled: Sequence[str]) -> Named | None:
    """What a row names alone, or beside its number and a count."""
    first, *rest = dict.fromkeys(filled)
    texts = [first, *(text for text in rest if not COUNT.fullmatch(" " + text))]
    ordinal = GROUP_ORDINAL.fullmatch(texts[0])
    if ordinal and len(texts) == 2:
        texts = texts[1:]
    if len(texts) != 1 or not texts[0][:1].isalnum():
        return None
    number = GROUP_NUMBER.match(texts[0])
    text = COUNT.sub("", texts[0][number.end() :] if number else texts[0])
    is_deep = bool(number and number["deep"]) or bool(ordinal and ordinal[1][:1].isdigit())
    is_deep = is_deep or text.lower().startswith(COMMUNES)
    return Named(is_deep, text, text.lower().startswith(KINDS), bool(ordinal or number))


def is_total(filled: Sequence[str], personal: int) -> bool:
    """Whether a row is the sum of those above."""
    if filled[0].isdigit():
        return len(filled) > 1 and not personal and bool(TOTAL.fullmatch(filled[1]))
    return bool(TOTAL.fullmatch(filled[0]))


def is_footer(filled: Sequence[str]) -> bool:
    """Whether a row belongs to what stands under a list: to whom it goes, where, when and by whom it was signed."""
    return len(filled) <= 4 and (
        any(FOOTER.match(text) for text in filled) or all(SIGNS.fullmatch(text) for text in filled)
    )


def is_personal(fact: str, one: Told) -> bool:
    """A fact that a person has and a unit or a sum has not."""
    if fact not in PERSONAL:
        return False
    letters_in_it = sum(1 for char in one.text if char.isalpha())
    return one.value is not None or (letters_in_it <= MARK and any(char.isdigit() for char in one.text))


def personal_facts(told: Mapping[str, Told]) -> int:
    """How many facts of a row only a person has."""
    return sum(1 for fact, one in told.items() if is_personal(fact, one))
