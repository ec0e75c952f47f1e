"""What can be a Vietnamese syllable, how its tone is told from its letters, and the capitals of names."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from khaigiang.vietnamese.names import HYPHENS, tidy

TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
# A syllable that ends in a stop is said with sắc or nặng only.
TONES_OF_STOPS: Final = frozenset("\u0301\u0323")
STOPS: Final = ("c", "ch", "p", "t")
_ONSETS: Final = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x"
_RIMES: Final = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôp uôt uơ up ut uc
    uy uya uych uyên uyêt uyn uynh uyt uyu
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
    ua uai uan uang uanh uat uau uay uăc uăm uăn uăng uăt uac uach ue uen ueo uet ui uit uinh uich uơi uôc
    ac ach am an ang anh ao ap at au ay âu êt êu inh iêt
"""
ONSETS: Final = tuple(_ONSETS.split())
RIMES: Final = frozenset(_RIMES.split())
FRONT: Final = "eêiy"
_SHORT: Final = re.compile("[BCDĐGHKLMNPQRSTVX]+|đ")


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """Whether a word can be one Vietnamese syllable, wherever its tone mark stands ("Hoà" and "Hòa")."""
    letters, tones = told_apart(word)
    if len(tones) > 1:
        return False
    return any(_fits(onset, letters[len(onset) :], tones) for onset in ("", *ONSETS) if letters.startswith(onset))


def told_apart(word: str) -> tuple[str, str]:
    """The letters of a word in small letters without tones, and its tone marks: "Hoà" is "hoa" and huyền."""
    plain = unicodedata.normalize("NFD", word.lower())
    letters = "".join(char for char in plain if char not in TONES)
    return unicodedata.normalize("NFC", letters), "".join(char for char in plain if char in TONES)


@lru_cache(maxsize=100_000)
def sound(text: str) -> str:
    """A text by its sounds: letters and tones, wherever the tone mark stands, capitals or not."""
    return " ".join("".join(told_apart(word)) for word in tidy(text).split())


def looks_vietnamese(text: str) -> bool:
    """Whether all words that carry a mark can be Vietnamese syllables; figures, signs and plain words say nothing."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))
    foreign = any(not char.isascii() and not char.isalpha() and char not in HYPHENS + "’‘“”…°" for char in text)
    return not foreign and all(word.isascii() or is_syllable(word) or is_short(word) for word in words)


def is_short(word: str) -> bool:
    """Letters that stand for words, with Đ among them: "HĐND", "Đ/c"."""
    return _SHORT.fullmatch(word) is not None


def title_name(text: str) -> str:
    """A name with its capitals: "NGUYỄN VĂN AN" and "nguyễn văn an" are "Nguyễn Văn An", "H'HEN NIÊ" is "H'Hen Niê"."""
    return " ".join(_capitals(word) for word in text.split())


def _capitals(word: str) -> str:
    if word.isupper() or word.islower():
        return re.sub(r"(^|[-'’(])(\w)", lambda found: found[1] + found[2].upper(), word.lower())
    return "".join(_capital(part) for part in re.split(r"([-'’(])", word))


def _capital(part: str) -> str:
    return part[:1].upper() + (part[1:].lower() if part.islower() or _is_mixed(part) else part[1:])


def _is_mixed(word: str) -> bool:
    """Capitals within a syllable, as old fonts and a wrong shift key leave them: "NGUYễN", "vĂN"."""
    if word[:1].islower() and word[1:].isupper():
        return True
    return any(char.isupper() for char in word[1:]) and word.isalpha() and not word.isascii() and is_syllable(word)


def _fits(onset: str, rime: str, tones: str) -> bool:
    if onset == "gi" and not rime:
        return True
    if rime not in RIMES and not (onset in {"q", "gi"} and rime in _RIMES_AFTER[onset]):
        return False
    if rime.endswith(STOPS) and tones not in TONES_OF_STOPS:
        return False
    return _spelt(onset, rime)


# "giêng", "giếng" are written with one i; q is always followed by u.
_RIMES_AFTER: Final = {"q": frozenset({"uy", "uyêt", "uyên", "uôc", "uơ", "uê"}), "gi": frozenset({"êng", "êc", "êt"})}


def _spelt(onset: str, rime: str) -> bool:
    front = rime[:1] in FRONT
    if onset in {"k", "gh", "ngh"}:
        return front
    if onset in {"c", "ng"}:
        return not front
    return not (onset == "q" and not rime.startswith("u"))
