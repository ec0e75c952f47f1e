"""What every decision on a class shares: its frame, who decides on which grounds, its articles, the annex's reference."""

from collections.abc import Iterable
from typing import Protocol

from khaigiang.papers.articles import Article, article_fields
from khaigiang.papers.frame import frame, grounds, reference
from khaigiang.papers.skins import SKINS
from khaigiang.papers.values import Letterhead, Recipients, Signature


class Decision(Protocol):
    """A decision's head and foot, whatever it decides."""

    @property
    def letterhead(self) -> Letterhead: ...
    @property
    def authority(self) -> str: ...
    @property
    def based_on(self) -> tuple[str, ...]: ...
    @property
    def proposed_by(self) -> str: ...
    @property
    def signature(self) -> Signature: ...
    @property
    def recipients(self) -> Recipients: ...


def decision_fields(content: Decision, *, subject: str, articles: Iterable[Article]) -> dict[str, object]:
    """The fields that all decisions have, around their subject and their articles."""
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients),
        "subject": f"Về việc {subject}",
        "authority": content.authority.upper(),
        "grounds": grounds(content.based_on, skin=SKINS[content.letterhead.skin], proposed_by=content.proposed_by),
        "articles": article_fields(articles),
        "reference": reference("Quyết định", content.letterhead),
    }
