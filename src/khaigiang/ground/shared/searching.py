"""Searching stored names by the beginnings of words, without tones."""

from collections.abc import Sequence

from django.db.models import Q

from khaigiang.vietnamese.names import fold


def words_of(text: str, *folded: str, anywhere: Sequence[str] = ()) -> Q:
    """Rows in which every word of a text begins a word of one of the folded fields.

    "an" finds Nguyễn Văn An but not Trần Văn Bình. In the fields `anywhere` (telephones) a word may stand anywhere.
    """
    every = Q()
    for word in fold(text).split():
        some = Q()
        for field in folded:
            some |= Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f" {word}"})
        for field in anywhere:
            some |= Q(**{f"{field}__contains": word})
        every &= some
    return every
