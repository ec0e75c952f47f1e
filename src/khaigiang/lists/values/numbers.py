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
_SIGNS: Final = re.compile(r"[\s.,'’`\-_]+")
_PHONE_SIGNS: Final = re.compile(r"[\s.,'’`()\-_]+")
_DECIMAL: Final = re.compile(r"\d+\.0")
_LANDLINE: Final = re.compile(r"02\d{9}")
OF_TWO: Final = 14
SEX_DIGITS: Final = {"0": ("M", 1900), "1": ("F", 1900), "2": ("M", 2000), "3": ("F", 2000)}


def as_digits(value: object) -> str:
    """A cell as it would be typed: a number without its decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


# Twelve digits; six zeros at their end are what is left of a number that was kept with six digits.
is_sure_identity: Final = re.compile(r"(?![0-9]{6}000000)[0-9]{12}").fullmatch
is_sure_phone: Final = re.compile(r"0[35789][0-9]{8}").fullmatch


def read_identity(text: str) -> Reading:
    """An identity number of 12 digits; of ten or eleven, which lost zeros in front, with those put back.

    Whether it agrees with birth and sex is asked apart (`disagreements`), and also whether the zeros are sure.
    """
    if is_sure_identity(text):
        return Reading(text)
    digits = _SIGNS.sub("", text[:-2] if _DECIMAL.fullmatch(text) else text)
    repairs: tuple[str, ...] = ("digits_only",) if digits != text else ()
    if len(digits) == 9 and digits.isdecimal() and digits.isascii():
        return Reading(None, ("cccd_old",))
    if len(digits) in {10, 11}:
        digits, repairs = digits.zfill(12), (*repairs, "leading_zero")
    return Reading(digits, (), repairs) if is_sure_identity(digits) else Reading(None, ("cccd_digits",))


def disagreements(digits: str, dob: str, sex: str, ages: range, year: int) -> tuple[str, ...]:
    """What a number of 12 digits says otherwise than the list: province, sex, year of birth; `ages` are possible ones."""
    if digits[:3] not in PROVINCES:
        return ("cccd_province",)
    if digits[3] not in SEX_DIGITS:
        return ("cccd_birth",)
    said, century = SEX_DIGITS[digits[3]]
    born = century + int(digits[4:6])
    doubts = () if not sex or sex == said else ("cccd_sex",)
    agrees = int(dob[:4]) == born if dob else year - born in ages
    return doubts if agrees else (*doubts, "cccd_birth")


@lru_cache(maxsize=10_000)
def read_phone(text: str) -> Reading:
    """A telephone number of ten digits (eleven of a landline) with its leading zero."""
    if not text:
        return NOTHING
    if is_sure_phone(text):
        return Reading(text)
    digits = _PHONE_SIGNS.sub("", text[:-2] if _DECIMAL.fullmatch(text) else text.strip(" ;,/.:"))
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
    if digits.isascii() and (is_sure_phone(digits) or _LANDLINE.fullmatch(digits)):
        return Reading(digits, (), tuple(repairs))
    several = sum(1 for char in text if char.isdecimal()) >= OF_TWO
    return Reading(None, ("phone_several" if several else "phone_unreadable",))
