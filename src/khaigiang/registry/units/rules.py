"""How units are placed in lists, and what their committees are called."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from khaigiang.vietnamese.names import END, LONGEST_KEY, fold, text_key


@dataclass(frozen=True, slots=True)
class CommitteeName:
    """The name of a unit's committee and the symbol in the numbers of its papers."""

    name: str
    symbol: str


# By kind of unit: what its Party committee is called, and its symbol (HD 36-HD/VPTW).
COMMITTEE_OF_KIND: Final = {
    "quan": CommitteeName("Quận ủy", "QU"),
    "huyen": CommitteeName("Huyện ủy", "HU"),
    "thi_xa": CommitteeName("Thị ủy", "ThU"),
    "phuong": CommitteeName("Đảng ủy phường", "ĐU"),
    "xa": CommitteeName("Đảng ủy xã", "ĐU"),
}


def committee_name(kind: str, short_name: str) -> CommitteeName:
    """ "Quận ủy Ba Đình" with its symbol, from a unit's kind and short name."""
    word = COMMITTEE_OF_KIND[kind]
    return CommitteeName(f"{word.name} {short_name}", word.symbol)


def unit_sort_key(name: str, short_name: str) -> str:
    """Units stand by their own name; "Phường" and "Xã" decide between two of the same."""
    return END.join((text_key(short_name), text_key(name)))[:LONGEST_KEY]


# How the name of a unit begins, and on which level it stands, by its kind.
KIND_IN_NAMES: Final = {
    "thanh_pho_truc_thuoc_tw": "Thành phố",
    "quan": "Quận",
    "huyen": "Huyện",
    "thi_xa": "Thị xã",
    "phuong": "Phường",
    "xa": "Xã",
    "thi_tran": "Thị trấn",
}
LEVEL_OF_KIND: Final = {
    "thanh_pho_truc_thuoc_tw": "province",
    "quan": "district",
    "huyen": "district",
    "thi_xa": "district",
    "phuong": "commune",
    "xa": "commune",
    "thi_tran": "commune",
}

# How kinds of units are shortened in addresses ("P. Phúc Xá", "TT Yên Viên", "Tx. Sơn Tây"), folded.
KINDS_IN_SHORT: Final = {
    "p": "phuong",
    "x": "xa",
    "f": "phuong",
    "tt": "thi tran",
    "ttr": "thi tran",
    "q": "quan",
    "h": "huyen",
    "tx": "thi xa",
    "tp": "thanh pho",
}


# The names of all units are asked for with every letter that is typed.
@lru_cache(maxsize=8192)
def spelled_out(text: str) -> str:
    """A unit's name as somebody typed it, folded, kinds in full: "P. Phúc Xá, Q.Ba Đình" is "phuong phuc xa quan ba dinh".

    A single letter alone is the beginning of a name that is still being typed.
    """
    words = re.sub(r"[^\w]+", " ", fold(text)).split()
    if len(words) > 1:
        words = [KINDS_IN_SHORT.get(word, word) for word in words]
    return " ".join(words)


# What stands before a unit's name where people write the body that acts for it, folded; the longest first.
BODIES: Final = (
    "uy ban mat tran to quoc", "uy ban mttq", "uy ban nhan dan", "hoi dong nhan dan", "ban chap hanh", "ban thuong vu",
    "thuong truc", "van phong", "dang uy", "dang bo", "ubnd", "hdnd", "mttq", "bch", "btv",
)  # fmt: skip
COMMITTEES_OF: Final = {"quan uy": "quan", "huyen uy": "huyen", "thi uy": "thi xa"}
CITY: Final = frozenset({"ha noi", "thanh pho ha noi"})
# A kind written together with the name after it: "phườngPhúc Xá".
GLUED: Final = re.compile(r"\b(phường|xã|thị trấn|quận|huyện|thị xã)(?=(\w))", re.IGNORECASE)
BETWEEN_NAMES: Final = re.compile(r"[,;()/\n–—]+|\s-\s")


def names_in(text: str) -> list[str]:
    """The names of units in what somebody typed, each spelled out: "UBND P. Phúc Xá - Ba Đình, Hà Nội" names two.

    The bodies that act for units are left out, and the city where something else is named.
    """
    parted = GLUED.sub(lambda kind: f"{kind[0]} " if kind[2].isupper() and not kind[1].isupper() else kind[0], text)
    names = [_without_its_body(name) for name in map(spelled_out, BETWEEN_NAMES.split(parted)) if name]
    return [name for name in names if name not in CITY] or names


def _without_its_body(name: str) -> str:
    for committee, kind in COMMITTEES_OF.items():
        if name.startswith(f"{committee} "):
            return f"{kind} {name[len(committee) + 1 :]}"
    body = next((body for body in BODIES if name.startswith(f"{body} ")), None)
    return _without_its_body(name[len(body) + 1 :]) if body else name


def spellings(word: str) -> tuple[str, ...]:
    """A folded word as it stands, and with i for y or y for i at its end, as some write it (Mĩ Đình, Lí Thái Tổ)."""
    if len(word) > 1 and word[-1] in "iy":
        return word, word[:-1] + ("y" if word[-1] == "i" else "i")
    return (word,)
