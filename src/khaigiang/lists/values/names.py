"""Names of people as lists write them."""

import re
from functools import lru_cache
from typing import Final

from khaigiang.lists.values.reading import NOTHING, Reading
from khaigiang.vietnamese.encodings import is_plain
from khaigiang.vietnamese.names import fold
from khaigiang.vietnamese.syllables import is_syllable, title_name

# Family names, nine in ten; with their marks, since "Trưởng" and "Chủ" begin posts.
FAMILIES: Final = frozenset(re.findall(r"\w+", """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh đoàn trương trịnh mai lương lưu tạ hà cao chu
    triệu quách lâm thái la phùng phí nghiêm thân kiều giáp bạch khuất đàm lại đới mạc ninh thạch lò vi mã bế nông tráng giàng
    hứa cung tiêu tăng uông vương âm âu cầm châu diệp hạc kim lạc lục màu mông mùng nghê ong ông ôn sầm sử thiều thọ từ ứng viên
    sùng thào vàng hàng chảng mùa lầu đèo quàng cà bàn tòng tô tôn khổng văn trang giang hạ cù doãn nhữ lữ đồng khương phó
    ksor siu rmah nay
"""))  # fmt: skip
_PLAIN_FAMILIES: Final = frozenset(fold(name) for name in FAMILIES) - {
    "ban",
    "tong",
    "to",
    "pho",
    "truong",
    "chu",
    "ha",
    "vu",
}
_COMMON: Final = frozenset(re.findall(r"\w+", """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh đoàn trương trịnh
"""))  # fmt: skip
# Tokens that can be no word of a name: they go with or without a stop. Words that may be a name need one, or a whole
# name of a common family behind them ("Ông Ích Khiêm" is a name).
_DEGREES: Final = "pgs|gs|tskh|ts|ths|th\\.s|thac sy|cn|ks|bs|bsckii|bscki|ckii|cki|ls|ncs|gvc|dr|mr|mrs|ms"
_FORMS: Final = (
    "đ/c|đ\\.c|đc|đồng chí|d/c|đ/ c|thạc sĩ|thạc sỹ|tiến sĩ|tiến sỹ|cử nhân|kỹ sư|bác sĩ|luật sư|nhà giáo|đại tá|thượng tá|trung tá"
    "|thiếu tá|đại úy|thượng úy|trung úy|thiếu úy|đại uý|thượng uý|trung uý|thiếu uý"
)
_ADDRESS: Final = re.compile(
    rf"(?:({_DEGREES}|{_FORMS})\s*(?:[.:/,]+\s*|\s+)|(ông|bà|anh|chị|cô|thầy)(\s*[.:/,]+\s*|\s+))(?=\S)", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"^\d{1,4}\s*[.)/]\s*(?=[^\W\d])")
_SEX: Final = re.compile(r"(?:[\s,-]*[(\[]\s*(nam|nữ)\s*[)\]]|\s*[,–-]\s+(nữ))\s*$", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_BIRTH: Final = re.compile(r"(?:sn|sinh|sinh năm|s)?[\s.:]*(19[3-9]\d|20[01]\d)", re.IGNORECASE)
_TRAILING: Final = re.compile(r"[\s.,;:*_-]+$")
_LEADING: Final = re.compile(r"^[\s.,;:*_+'\"-]+")
_ALLOWED: Final = re.compile(r"[^\W\d_]+(?:(?: |['’-])[^\W\d_]+)*['’]?")
_JOINED: Final = re.compile(rf"(?:{'|'.join(sorted(_COMMON))})-", re.IGNORECASE)
# A small consonant alone beside capitals is a slip of the pen, or half a word.
_HALF: Final = re.compile(r"[A-ZĐ]\w* .*\b[bcdđghklmnpqrstvx]\b")
# Latin letters with their marks: what looks like them in other alphabets is none of them.
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f .'’-]*")
_POST: Final = re.compile(
    r"bí thư|chủ tịch|trưởng|phó|ủy viên|uỷ viên|ubnd|hđnd|đảng ủy|đảng uỷ|công chức|chuyên viên|cán bộ|giám đốc|bt\b|pbt\b|ct\b|pct\b",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"(?:phường|xã|thị trấn|quận|huyện|thị xã|thành phố|ubnd|hđnd|đảng ủy|đảng uỷ|đảng bộ|tổng cộng|tổng số|chưa|không|đang|khuyết|trống|còn|bỏ trống|vắng)\b|cộng(?:$|\W+\d)|"
    r".*\b(?:bí thư|chủ tịch|ubnd|hđnd|ủy ban|đảng ủy|người)\b",
    re.IGNORECASE,
)
# Words of names and of titles: a name with one of them is looked at more closely.
_SUSPECT: Final = frozenset(
    {
        "Phường",
        "Xã",
        "Quận",
        "Huyện",
        "Thành",
        "Đảng",
        "Tổng",
        "Cộng",
        "Bí",
        "Chủ",
        "Ủy",
        "Uỷ",
        "Người",
        "Và",
        "Ông",
        "Bà",
    }
    | {"Anh", "Chị", "Cô", "Thầy", "Trấn"}
)
LONGEST: Final = 7
MOST_WORDS: Final = 20_000
_known_words: dict[str, bool] = {}
# Of those, the words that raise no question in a name; and those of them that are surely Unicode.
_sure_words: set[str] = set()
_unicode_words: set[str] = set()


def is_sure_name(text: str) -> bool:
    """Whether a text is in Unicode and a name just as it is to be written, made of words that were read before."""
    words = text.split(" ")
    return 2 <= len(words) <= 5 and _sure_words.issuperset(words) and not _unicode_words.isdisjoint(words)


def read_name(text: str, lines: int = 1) -> Reading:
    """A person's full name in title case without forms of address; and the sex or birth written beside it, if any."""
    words = text.split(" ")
    if 2 <= len(words) <= 5 and lines == 1 and not _SUSPECT.intersection(words):
        for word in words:
            if not (_known_words.get(word) or _is_plain(word)):
                break
        else:
            return Reading(text)
    return _mended(text, lines)


def looks_like_name(text: str) -> bool:
    """A whole name that begins with a family name, nothing else beside it."""
    words = text.split(" ")
    first = words[0].lower()
    if not (2 <= len(words) <= 5 and (first in FAMILIES or (text.isascii() and first in _PLAIN_FAMILIES))):
        return False
    return all(_is_plain(word.title()) for word in words) and not _NO_NAME.match(text)


def begins_with_family(name: str) -> bool:
    """Whether the first word of a name is a family's."""
    return name.partition(" ")[0].lower() in FAMILIES


def _is_plain(word: str) -> bool:
    known = _known_words.get(word)
    if known is None:
        known = len(word) > 1 and word.isalpha() and word == title_name(word.lower()) and is_syllable(word)
        if len(_known_words) < MOST_WORDS:
            _known_words[word] = known
            # "Lò" may be of an old font, and is not beside a word that cannot.
            if known and word not in _SUSPECT and is_plain(f"{word} Đ"):
                _sure_words.add(word)
            if word in _sure_words and not word.isascii() and is_plain(word):
                _unicode_words.add(word)
    return known


@lru_cache(maxsize=10_000)
def _mended(text: str, lines: int) -> Reading:
    if not text:
        return NOTHING
    repairs: list[str] = []
    name = _noted(text, _NUMBER.sub("", text, count=1), "number_before", repairs)
    name, beside = _without_brackets(name, repairs)
    name = _noted(name, _LEADING.sub("", _TRAILING.sub("", name)), "trailing_signs", repairs)
    name = _noted(name, _without_address(name), "form_of_address", repairs)
    is_odd = _HALF.match(name) is not None
    name = _noted(name, title_name(name), "capitals", repairs)
    is_odd = is_odd or _is_odd(name, lines)
    return Reading(name or None, ("name_odd",) if is_odd else (), tuple(repairs), beside)


def _without_brackets(name: str, repairs: list[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A name without what stands in brackets after it, where that is known: the sex, a year of birth, a post."""
    beside: list[tuple[str, str]] = []
    while True:
        if sexed := _SEX.search(name):
            beside.append(("gender", "M" if (sexed[1] or sexed[2]).lower() == "nam" else "F"))
            name = name[: sexed.start()]
            continue
        found = _BRACKETS.search(name)
        inner = found[1].strip() if found else ""
        if found and (birth := _BIRTH.fullmatch(inner)):
            beside.append(("dob", birth[1]))
        elif found and _POST.search(inner):
            repairs.append("note_beside_name")
        else:
            return name, tuple(beside)
        name = name[: found.start()]


def _without_address(name: str) -> str:
    while found := _ADDRESS.match(name):
        rest = name[found.end() :]
        behind = rest.split(" ")
        is_whole = len(behind) >= 3 and behind[0].lower() in _COMMON
        told = found[1] or (found[3] or "").strip()
        if not told and not is_whole and found[2].lower() != "bà":
            break
        if len(behind) < 2 and found[0].endswith(" ") and "." not in found[0] and not found[0].lower().startswith("đ"):
            break
        name = rest
    return name


def _is_odd(name: str, lines: int) -> bool:
    words = name.split(" ")
    if "Và" in words[1:-1] or _JOINED.match(name):
        return True
    if not _ALLOWED.fullmatch(name) or not _LATIN.fullmatch(name) or len(words) > LONGEST or _NO_NAME.match(name):
        return True
    # "Ông Lê Minh" may be Mr Lê Minh, or a man of the family Ông.
    if words[0] in {"Ông", "Anh", "Chị", "Cô", "Thầy"} and len(words) > 1 and words[1].lower() in _COMMON:
        return True
    # A second family name in a line of its own, or far behind the first, begins the name of a second person.
    least = 4 if lines > 1 else 6
    starts = [place for place, word in enumerate(words) if 2 <= place <= len(words) - 2 and word.lower() in _COMMON]
    return bool(starts) and len(words) >= least and words[0].lower() in _COMMON


def _noted(before: str, after: str, rule: str, repairs: list[str]) -> str:
    if before != after:
        repairs.append(rule)
    return after
