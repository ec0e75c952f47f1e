"""What headings call the columns of a list."""

import re
from collections.abc import Mapping
from typing import Final

from khaigiang.vietnamese.names import fold

# Folded spellings by the fact the column holds; the longest that a heading begins with is meant.
SPELLINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "ordinal": ("stt", "tt", "so tt", "so thu tu", "no"),
    "full_name": (
        "ho va ten", "ho ten", "ho chu dem va ten", "ho dem va ten", "ho ten dem va ten", "ho va ten can bo",
        "ho va ten khai sinh", "ho ten can bo", "ho va chu dem va ten", "hoten", "ten can bo", "full name",
        "ho ten hoc vien",
    ),
    "family": ("ho dem", "ho va dem", "ho va ten dem", "ho chu dem", "ho lot", "ho va chu dem", "ho", "ho va chu lot"),
    "given": ("ten",),
    "gender": ("gioi tinh", "gt", "phai", "gioi", "nam nu"),
    "male": ("nam",),
    "female": ("nu",),
    "dob": (
        "ngay sinh", "ngay thang nam sinh", "nam sinh", "ntns", "ngay thang sinh", "sinh ngay", "ns", "sinh nam",
        "ngay thang nam", "date of birth", "ngaysinh",
    ),
    "cccd": (
        "cccd", "so cccd", "can cuoc", "so can cuoc", "so dinh danh", "so ddcn", "ddcn", "can cuoc cong dan", "so can cuoc cong dan",
        "so cccd cmnd", "cccd cmnd", "ma dinh danh", "so cmnd", "cmnd", "cmnd cccd", "so cc", "so cmnd cccd",
    ),
    "phone": (
        "sdt", "dien thoai", "so dien thoai", "dtdd", "so dt", "di dong", "dt", "dien thoai di dong", "dien thoai lien he", "phone",
    ),
    "both": (
        "chuc vu don vi cong tac", "chuc vu don vi", "chuc vu co quan", "chuc vu noi cong tac", "chuc danh don vi",
        "chuc vu va don vi cong tac", "chuc vu cong tac don vi",
    ),
    "position": ("chuc vu", "chuc danh", "vi tri", "chuc vu hien nay", "chuc vu cong tac"),
    "unit": (
        "don vi", "co quan", "noi cong tac", "don vi cong tac", "co quan don vi", "xa phuong", "phuong xa", "xa phuong thi tran",
        "phuong xa thi tran", "dia ban", "co quan cong tac", "ten don vi",
    ),
    "district": ("quan huyen", "huyen", "quan", "quan huyen thi xa", "huyen quan", "thuoc quan huyen"),
    "party": (
        "ngay vao dang", "nam vao dang", "vao dang", "ngay vao dcsvn", "ngay ket nap dang", "ngay ket nap", "ngay thang nam vao dang",
    ),
    "party_probation": ("du bi", "ngay vao dang du bi", "ngay vao dang du bi", "ngay du bi"),
    "party_official": ("chinh thuc", "ngay vao dang chinh thuc", "ngay chinh thuc", "ngay vao dang ct"),
    "ethnicity": ("dan toc", "thanh phan dan toc"),
    "qualification": (
        "trinh do", "trinh do cm", "chuyen mon", "trinh do chuyen mon", "trinh do chuyen mon nghiep vu", "trinh do hoc van",
        "trinh do dao tao", "chuyen mon nghiep vu", "trinh do cmnv", "hoc vi",
    ),
    "theory": ("llct", "ly luan chinh tri", "trinh do llct", "trinh do ly luan chinh tri", "ly luan", "trinh do ly luan", "trinh do chinh tri"),
    "note": ("ghi chu", "gc", "chu thich", "note", "notes"),
    "other": (
        "que quan", "ton giao", "email", "ky ten", "ky nhan", "noi sinh", "dia chi", "ngach", "ma ngach", "nguyen quan", "thu dien tu",
        "noi o", "noi o hien nay", "dia chi email", "noi cap", "ngay cap", "chu ky", "he so luong", "bac luong",
    ),
}  # fmt: skip
FACT_OF: Final = {spelling: fact for fact, spellings in SPELLINGS.items() for spelling in spellings}


def plain(text: str) -> str:
    """A heading without signs, marks and what stands in brackets."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(re.sub(r"\([^)]*\)", " ", text))).split())


def fact_of(heading: str) -> str:
    """The fact a heading names, or nothing."""
    words = plain(heading)
    if words in FACT_OF:
        return FACT_OF[words]
    # A long heading begins with its fact; a short spelling alone ("ho", "ten", "nam") proves nothing.
    known = [spelling for spelling in FACT_OF if words.startswith(spelling + " ") and " " in spelling]
    return FACT_OF[max(known, key=len)] if known and len(words.split()) <= 14 else ""
