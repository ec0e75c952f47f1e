"""What headings call the columns of a list."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from khaigiang.vietnamese.names import fold

# Folded spellings by the fact the column holds; the longest that a heading begins with is meant.
SPELLINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "ordinal": ("stt", "tt", "so tt", "so thu tu", "no", "so", "thu tu", "ordinal"),
    "full_name": (
        "ho va ten", "ho ten", "ho chu dem va ten", "ho dem va ten", "ho ten dem va ten", "ho va ten can bo", "ho va ten khai sinh",
        "ho ten can bo", "ho va chu dem va ten", "hoten", "ten can bo", "full name", "ho ten hoc vien", "name", "ten hoc vien",
        "hoc vien", "can bo", "ho chu dem ten", "ho dem ten", "ho va ten day du", "fullname",
    ),
    "family": (
        "ho dem", "ho va dem", "ho va ten dem", "ho chu dem", "ho lot", "ho va chu dem", "ho", "ho va chu lot", "ho ten dem",
        "last name", "family name", "surname", "ho va ten lot",
    ),
    "given": ("ten", "first name", "given name"),
    "gender": ("gioi tinh", "gt", "phai", "gioi", "nam nu", "sex", "gender", "g tinh"),
    "male": ("nam", "male"),
    "female": ("nu", "female"),
    "dob": (
        "ngay sinh", "ngay thang nam sinh", "nam sinh", "ntns", "ngay thang sinh", "sinh ngay", "ns", "sinh nam", "n sinh",
        "ngay thang nam", "date of birth", "ngaysinh", "dob", "birthday", "birth date", "year of birth", "sinh", "ngay sinh nam sinh",
    ),
    "cccd": (
        "cccd", "so cccd", "can cuoc", "so can cuoc", "so dinh danh", "so ddcn", "ddcn", "can cuoc cong dan", "so can cuoc cong dan",
        "so cccd cmnd", "cccd cmnd", "ma dinh danh", "so cmnd", "cmnd", "cmnd cccd", "so cc", "so cmnd cccd", "so the can cuoc",
        "the can cuoc", "so dinh danh ca nhan", "dinh danh ca nhan", "id number", "id no", "identity number", "citizen id", "cmt", "so cmt",
    ),
    "phone": (
        "sdt", "dien thoai", "so dien thoai", "dtdd", "so dt", "di dong", "dt", "dien thoai di dong", "dien thoai lien he", "phone",
        "phone number", "mobile", "tel", "telephone", "so di dong", "so dtdd", "so lien he", "d thoai", "dthoai", "s dt", "so may",
    ),
    "position": (
        "chuc vu", "chuc danh", "vi tri", "chuc vu hien nay", "chuc vu cong tac", "position", "title", "job title", "nhiem vu",
        "vi tri viec lam", "cv", "vi tri cong tac",
    ),
    "commune": (
        "xa phuong", "phuong xa", "xa phuong thi tran", "phuong xa thi tran", "xa", "phuong", "xa thi tran", "ten xa phuong", "ten xa",
        "don vi cap xa", "cap xa", "commune", "ward",
    ),
    "unit": (
        "don vi", "co quan", "noi cong tac", "don vi cong tac", "co quan don vi", "dia ban", "co quan cong tac", "ten don vi", "unit",
        "don vi cu di hoc", "don vi cu di", "noi lam viec", "cap uy", "dang bo", "dang uy", "to chuc dang", "organization", "organisation",
        "workplace", "agency", "office", "co quan don vi cong tac", "don vi dang cong tac", "thuoc don vi",
    ),
    "district": (
        "quan huyen", "huyen", "quan", "quan huyen thi xa", "huyen quan", "thuoc quan huyen", "district", "huyen quan thi xa",
        "don vi cap huyen", "cap huyen", "huyen thi xa",
    ),
    "party": (
        "ngay vao dang", "nam vao dang", "vao dang", "ngay vao dcsvn", "ngay ket nap dang", "ngay ket nap", "ngay thang nam vao dang",
        "ngay vd", "dang vien", "party date", "date of party admission", "ngay thang vao dang", "ket nap dang", "nvd",
    ),
    "party_probation": ("du bi", "ngay du bi", "ngay ket nap du bi"),
    "party_official": ("chinh thuc", "ngay chinh thuc", "ct", "ngay cong nhan chinh thuc", "ngay vao dang ct"),
    "ethnicity": ("dan toc", "thanh phan dan toc", "ethnicity", "dtoc"),
    "qualification": (
        "trinh do", "trinh do cm", "chuyen mon", "trinh do chuyen mon", "trinh do chuyen mon nghiep vu", "trinh do hoc van",
        "trinh do dao tao", "chuyen mon nghiep vu", "trinh do cmnv", "hoc vi", "td chuyen mon", "tdcm", "qualification", "cm", "cmnv",
    ),
    "theory": (
        "llct", "ly luan chinh tri", "trinh do llct", "trinh do ly luan chinh tri", "ly luan", "trinh do ly luan", "trinh do chinh tri",
        "ll chinh tri", "td llct",
    ),
    "note": ("ghi chu", "gc", "chu thich", "note", "notes", "remarks"),
    "other": (
        "que quan", "ton giao", "email", "ky ten", "ky nhan", "noi sinh", "dia chi", "ngach", "ma ngach", "nguyen quan", "thu dien tu",
        "noi o", "noi o hien nay", "dia chi email", "noi cap", "ngay cap", "chu ky", "he so luong", "bac luong", "trinh do van hoa",
        "trinh do ngoai ngu", "trinh do tin hoc", "ngoai ngu", "tin hoc", "van hoa", "ho khau", "noi dang ky", "ho va ten cha", "ho va ten me",
        "ho ten cha", "ho ten me", "ho ten vo", "ho ten nguoi than", "ho ten thuong goi", "ten thuong goi", "ten khac", "bi danh", "ngay nhan",
        "don vi tinh", "so nam", "so nam cong tac", "nam cong tac", "so qd", "so quyet dinh", "ngay bo nhiem", "ngay giu chuc vu",
        "chuc vu quy hoach", "chuc danh quy hoach", "quy hoach", "so the dang", "so the dang vien", "the dang", "ngay vao nganh",
        "ngay vao doan", "ngay tuyen dung", "so luong", "so hieu", "so nha", "so thu lao", "so tien", "so tai khoan", "nam bo nhiem",
        "nam tot nghiep", "nam cap", "can bo tham muu", "ten lop", "ten truong", "can bo phu trach", "nguoi lien he",
    ),
}  # fmt: skip
FACT_OF: Final = {spelling: fact for fact, spellings in SPELLINGS.items() for spelling in spellings}
# One word alone may begin another heading, but for these.
SURE: Final = frozenset(
    {"cccd", "cmnd", "sdt", "dtdd", "llct", "position", "phone", "mobile", "gender", "organization", "notes"}
)
PREFIXES: Final = tuple(
    sorted((spelling for spelling in FACT_OF if " " in spelling or spelling in SURE), key=len, reverse=True)
)
# What a person may say of a column: these facts, those of the headings above, and "" for a column left alone.
FACTS: Final = frozenset(
    {*SPELLINGS, "both", "party_both", "dob_male", "dob_female", "dob_day", "dob_month", "dob_year"}
    - {"commune", "other"}
)
# Short words that other words become without their tones: "Hồ" is no "Họ", "năm" no "nam".
WITH_TONES: Final = {
    "ho": "họ",
    "ten": "tên",
    "nam": "nam",
    "nu": "nữ",
    "xa": "xã",
    "so": "số",
    "can bo": "cán bộ",
    "no": "no",
}
POST_WORDS: Final = re.compile(r"\b(chuc vu|chuc danh)\b")
PLACE_WORDS: Final = re.compile(r"\b(don vi|co quan|noi cong tac|noi lam viec)\b")
LONGEST: Final = 14


def plain(text: str) -> str:
    """A heading without signs, marks and what stands in brackets."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(re.sub(r"\([^)]*\)", " ", text))).split())


@lru_cache(maxsize=4_000)
def fact_of(heading: str) -> str:
    """The fact a heading names, or nothing."""
    words = plain(heading)
    if not words or len(words.split()) > LONGEST:
        return ""
    written = re.sub(r"[\W_]+", " ", re.sub(r"\([^)]*\)", " ", heading.lower())).strip()
    if words in WITH_TONES and not (written.isascii() and words != "no") and written != WITH_TONES[words]:
        return ""
    if POST_WORDS.search(words) and PLACE_WORDS.search(words) and FACT_OF.get(words) is None:
        return "both"
    fact = FACT_OF.get(words) or next((FACT_OF[known] for known in PREFIXES if words.startswith(known + " ")), "")
    return _more_exactly(fact, heading)


def _more_exactly(fact: str, heading: str) -> str:
    """What a heading of births or of the Party says beside its fact."""
    if fact == "dob" and (said := re.search(r"(?:\(|\s)(nam|nữ)\)?\s*$", heading.lower())):
        return "dob_male" if said[1] == "nam" else "dob_female"
    if fact.startswith("party"):
        words = fold(heading)
        on_probation, in_full = "du bi" in words, "chinh thuc" in words
        if on_probation and in_full:
            return "party_both"
        return "party_probation" if on_probation else "party_official" if in_full else fact
    return fact
