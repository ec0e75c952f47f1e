"""How the columns of a list were understood, and how a person explained them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

# Sheet ("" without a name) → letters of a column → the fact it holds, or "" for none.
Explained = Mapping[str, Mapping[str, str]]


def layout_of(columns: Iterable[Mapping[str, Any]]) -> str:
    """A fingerprint of headings and where they stand: lists of one layout are read in one way, whatever their rows."""
    headings = [sorted(sheet["headings"].items()) for sheet in columns if sheet["headings"]]
    return hashlib.sha256(json.dumps(headings).encode()).hexdigest() if headings else ""


def understood(columns: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """What each column was understood to hold; "" where nothing is known about it."""
    found: dict[str, dict[str, str]] = {}
    for sheet in columns:
        meaning = {letters: fact for fact, places in sheet["columns"].items() for letters in places}
        found[sheet["sheet"] or ""] = {letters: meaning.get(letters, "") for letters in sheet["headings"]} | meaning
    return found


def explanations(columns: Iterable[Mapping[str, Any]], said: Explained) -> dict[str, dict[str, str]]:
    """What a person said otherwise than it was understood: that alone is remembered."""
    read = understood(columns)
    differing = {
        sheet: {letters: fact for letters, fact in facts.items() if read.get(sheet, {}).get(letters, "") != fact}
        for sheet, facts in said.items()
    }
    return {sheet: facts for sheet, facts in differing.items() if facts}
