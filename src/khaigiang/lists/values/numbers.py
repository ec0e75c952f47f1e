"""Identity numbers and telephone numbers."""

import re
from functools import lru_cache
from typing import Final

from khaigiang.lists.values.reading import NOTHING, Reading

# The codes of the 63 provinces in identity numbers (circular 07/2016/TT-BCA); people born abroad have their country's
# code, which begins with 1 or 2 hundreds as well and is not used here.
PROVINCES: Final = frozenset(
    f"{code:03}"
    for code in (
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
        45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89,
        91, 92, 93, 94, 95, 96,
    )
)  # fmt: skip
# Of 2018: the old 11 digits begin with these, the new 10 digits with those.
NEW_PREFIXES: Final = {
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038",
    "0169": "039", "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083",
    "0124": "084", "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
_SIGNS: Final = re.compile(r"[\s.'’`\-]+")
_PHONE_SIGNS: Final = re.compile(r"[\s.'’`()\-]+")
_MOBILE: Final = re.compile(r"0[35789]\d{8}")
_LANDLINE: Final = re.compile(r"02\d{9}")
_SEVERAL: Final = re.compile(r"[/;,\n]|\s-\s|hoặc", re.IGNORECASE)
SEX_DIGITS: Final = {"0": ("M", 1900), "1": ("F", 1900), "2": ("M", 2000), "3": ("F", 2000)}


def as_digits(value: object) -> str:
    """A cell as it would be typed: a number without its decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


@lru_cache(maxsize=50_000)
def read_identity(text: str, dob: str, sex: str) -> Reading:
    """An identity number of 12 digits. Lost zeros are put back where birth or sex agree with the number so made."""
    if not text:
        return NOTHING
    digits = _SIGNS.sub("", text)
    repairs = ("digits_only",) if digits != text else ()
    if not digits.isdecimal() or not digits.isascii():
        return Reading(None, ("cccd_digits",))
    if len(digits) == 9:
        return Reading(None, ("cccd_old",))
    if len(digits) in {10, 11}:
        return _padded(digits.zfill(12), dob, sex, repairs)
    if len(digits) != 12:
        return Reading(None, ("cccd_digits",))
    return Reading(digits, _doubts(digits, dob, sex), repairs)


def _padded(digits: str, dob: str, sex: str, repairs: tuple[str, ...]) -> Reading:
    # Without its birth year nothing speaks for a zero in front rather than a digit left out elsewhere.
    if not dob or _doubts(digits, dob, sex):
        return Reading(None, ("cccd_zeros",))
    return Reading(digits, (), (*repairs, "leading_zero"))


def _doubts(digits: str, dob: str, sex: str) -> tuple[str, ...]:
    if digits[:3] not in PROVINCES:
        return ("cccd_province",)
    if digits[3] not in SEX_DIGITS:
        return ("cccd_birth",)
    said, century = SEX_DIGITS[digits[3]]
    doubts = []
    if sex and sex != said:
        doubts.append("cccd_sex")
    if dob and int(dob[:4]) != century + int(digits[4:6]):
        doubts.append("cccd_birth")
    return tuple(doubts)


@lru_cache(maxsize=50_000)
def read_phone(text: str) -> Reading:
    """A telephone number of ten digits (eleven of a landline) with its leading zero."""
    if not text:
        return NOTHING
    digits = _PHONE_SIGNS.sub("", text)
    repairs = ["digits_only"] if digits != text else []
    for code in ("+84", "0084", "84"):
        if digits.startswith(code) and len(digits) - len(code) in {9, 10}:
            digits = "0" + digits[len(code) :].removeprefix("0")
            repairs.append("country_code")
            break
    if (len(digits) == 9 and digits[:1] in "35789") or (len(digits) == 10 and digits[:1] in "12"):
        digits = "0" + digits
        repairs.append("leading_zero")
    if len(digits) == 11 and digits[:4] in NEW_PREFIXES:
        digits = NEW_PREFIXES[digits[:4]] + digits[4:]
        repairs.append("phone_prefix")
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return Reading(digits, (), tuple(repairs))
    return Reading(None, ("phone_several" if _SEVERAL.search(text) else "phone_unreadable",))
