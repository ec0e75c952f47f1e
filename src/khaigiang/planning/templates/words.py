"""What fields print and what is wrong with a template, in words."""

from collections.abc import Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khaigiang.papers.template_check import Finding
from khaigiang.planning.documents.places import place_in_words

FIELDS: Final[dict[str, Promise]] = {
    "superior": gettext_lazy("the superior body, in capitals"),
    "issuer": gettext_lazy("the office that issues the paper, in capitals"),
    "number": gettext_lazy("number and symbol, with room for it while there is none"),
    "place_date": gettext_lazy("place and date"),
    "draft": gettext_lazy("the draft mark, empty once the paper is numbered"),
    "sign": gettext_lazy("who signs: authority, title and name"),
    "recipients": gettext_lazy("where copies go, line by line"),
    "subject": gettext_lazy("what the paper is about"),
    "letter_subject": gettext_lazy("what a letter is about, beneath its number"),
    "addressees": gettext_lazy("to whom the letter goes, one after another"),
    "opening": gettext_lazy("the first paragraphs"),
    "closing": gettext_lazy("the last paragraphs"),
    "grounds": gettext_lazy("what a decision is based on, line by line"),
    "authority": gettext_lazy("who decides"),
    "articles": gettext_lazy("the articles of a decision: label, text and points"),
    "reference": gettext_lazy("which paper an annex belongs to"),
    "trainees": gettext_lazy("the people of the list"),
    "people": gettext_lazy("the people, each with a page of the own"),
    "added": gettext_lazy("people who are added"),
    "removed": gettext_lazy("people who are taken off"),
    "returned": gettext_lazy("people who are returned, each with the reason"),
    "replaced": gettext_lazy("who was named before, who comes instead, and why"),
    "results": gettext_lazy("the people with their marks"),
    "bands": gettext_lazy("how many people reached each band"),
    "places": gettext_lazy("places of each committee"),
    "quarters": gettext_lazy("classes and places of each quarter"),
    "sections": gettext_lazy("the parts of the plan: title and texts"),
    "total": gettext_lazy("the sum"),
    "about": gettext_lazy("the days it is about"),
    "rows": gettext_lazy("the lecturers who are paid, each with the sessions"),
    "totals": gettext_lazy("the sums, in figures and in words"),
    "sources": gettext_lazy("what the rates are based on"),
    "list_title": gettext_lazy("the title of the list"),
    "loop": gettext_lazy("where a repetition stands: first, last, index"),
}


def faults_in_words(findings: Sequence[Finding]) -> list[str]:
    """Each thing that is wrong, as a sentence that says where it stands and what to do."""
    return [_sentence(one) for one in findings]


def _sentence(one: Finding) -> str:
    place = place_in_words(one.place)
    said = {
        "unreadable": _("The file is no Word document that can be opened. Save it as .docx once more."),
        "syntax": _(
            "A tag is not closed or not written in full (%(place)s). Each “for” needs its “endfor”, each “if” its “endif”."
        ),
        "forbidden": _(
            "“%(what)s” is not allowed in a template (%(place)s). A template prints, repeats and chooses only."
        ),
        "missing": _("The field “%(what)s” is missing. An official paper needs it: put it back."),
        "unknown": _("This paper has no field “%(what)s” (%(place)s). Choose one from the table of fields."),
    }.get(one.kind) or _unsafe(one)
    if one.kind == "unknown" and one.nearest:
        said = _("This paper has no field “%(what)s” (%(place)s). Perhaps “%(nearest)s” was meant.")
    return said % {"what": one.what, "place": place, "nearest": one.nearest}


def _unsafe(one: Finding) -> str:
    return {
        "size": _(
            "The file is too large once it is unpacked. Save the template in Word without pictures that are not needed."
        ),
        "macro": _("The file holds a macro or an embedded object (%(place)s). Save it as .docx without them."),
        "link": _("The file reaches out to another file or address (%(place)s). Remove the link in Word."),
    }.get(
        one.what,
        _(
            "The file holds something that a template may not hold (%(place)s). Make it anew from the template downloaded here."
        ),
    )
