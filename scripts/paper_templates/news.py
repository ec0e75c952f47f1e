"""The news brief: an article, not an official paper."""

from khaigiang.papers.skins import Skin
from paper_templates.paper import JUSTIFY, LEFT, RIGHT, Paper


def news_brief(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.line("{{ subject }}", size=20, bold=True, align=LEFT, after=8)
    paper.line("{{ place_date }}", size=12, italic=True, align=LEFT, after=8)
    paper.line("{{ lead }}", size=14, bold=True, align=JUSTIFY, after=8)
    paper.tag("for text in paragraphs")
    paper.line("{{ text }}", align=JUSTIFY, after=8).paragraph_format.line_spacing = 1.2
    paper.tag("endfor")
    paper.tag("for text in captions")
    paper.line("[{{ text }}]", size=12, italic=True, after=6)
    paper.tag("endfor")
    paper.line("{{ author }}", bold=True, align=RIGHT, after=8)
    paper.line("{{ figures_note }}", size=11, italic=True, align=LEFT)
    return paper
