"""The articles of a decision, numbered "Điều 1." onward."""

from collections.abc import Iterable
from dataclasses import dataclass

from khaigiang.papers.frame import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its sentence, and the points listed under it."""

    text: str
    points: tuple[str, ...] = ()


def article_fields(articles: Iterable[Article]) -> list[dict[str, object]]:
    """The articles with their numbers, in the order given."""
    return [
        {"label": f"Điều {number}.", "text": article.text, "points": listed(article.points)}
        for number, article in enumerate(articles, start=1)
    ]
