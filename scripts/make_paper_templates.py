"""Writes the Word templates of official papers, one folder per skin, where the papers find them.

Run it after changing a skin or a paper's fields: `python scripts/make_paper_templates.py`. What a clerk changes in Word
is a copy that the product keeps; these are the ones it ships with.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

from khaigiang.papers.skins import SKINS, STATE, Skin
from paper_templates import lists, official, reports
from paper_templates.news import news_brief
from paper_templates.paper import Paper
from paper_templates.xml import settled

TARGET: Final = Path(__file__).parents[1] / "src/khaigiang/papers/templates"

PAPERS: Final[dict[str, Callable[[Skin], Paper]]] = {
    "training_plan": official.training_plan,
    "request_letter": official.request_letter,
    "class_decision": official.class_decision,
    "supplementary_decision": official.supplementary_decision,
    "summons": official.summons,
    "personal_summons": official.personal_summons,
    "returning_letter": official.returning_letter,
    "substitution_notice": official.substitution_notice,
    "result_decision": official.result_decision,
    "participant_list": lists.participant_list,
    "timetable": lists.timetable,
    "honorarium_statement": lists.honorarium_statement,
    "outgoing_book": lists.outgoing_book,
    "incoming_book": lists.incoming_book,
    "programme_report": reports.programme_report,
    "closing_report": reports.closing_report,
}


def main(target: Path = TARGET) -> None:
    """Write every template anew, into the product or elsewhere; the same skins give the same bytes."""
    for skin in SKINS.values():
        for name, build in PAPERS.items():
            write(build(skin), target / skin.name / f"{name}.docx")
    write(news_brief(STATE), target / "news_brief.docx")


def write(paper: Paper, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(settled(paper.document))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
