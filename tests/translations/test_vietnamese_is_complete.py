"""The default language lacks nothing: every text has one Vietnamese, the same wherever it stands."""

from collections import defaultdict
from collections.abc import Iterable

import polib

from tests.architecture.source import Template, planted, product, templates
from tests.translations.messages import (
    Catalogue,
    Message,
    catalogues,
    messages_of_code,
    messages_of_templates,
    places,
)


def without_vietnamese(messages: Iterable[Message], found: Iterable[Catalogue]) -> list[str]:
    """Texts that no catalogue translates; an empty text is one that was not written as a literal."""
    known = {(entry.msgctxt, entry.msgid) for catalogue in found for entry in catalogue.entries if entry.translated()}
    return [f"{message.place} {message.text!r}" for message in messages if message.key not in known]


def unfinished(found: Iterable[Catalogue]) -> list[str]:
    """Entries without a translation, or with one that somebody still has to look at."""
    return [
        f"{catalogue.feature} {entry.msgid!r}"
        for catalogue in found
        for entry in catalogue.entries
        if not entry.obsolete and not entry.translated()
    ]


def said_in_two_ways(found: Iterable[Catalogue]) -> list[str]:
    """Texts for which two features have different words: a page would show whichever was loaded last."""
    said: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for catalogue in found:
        for entry in catalogue.entries.translated_entries():
            said[entry.msgctxt, entry.msgid].add(entry.msgstr or entry.msgstr_plural[0])
    return [f"{msgid!r}: {' | '.join(sorted(words))}" for (_, msgid), words in said.items() if len(words) > 1]


def with_lost_places(found: Iterable[Catalogue]) -> list[str]:
    """Translations that drop or invent a %(name)s."""
    return [
        f"{catalogue.feature} {entry.msgid!r}"
        for catalogue in found
        for entry in catalogue.entries.translated_entries()
        for translation in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if places(translation) not in (places(entry.msgid), places(entry.msgid_plural or entry.msgid))
    ]


def catalogue_of(*entries: polib.POEntry, feature: str = "planning.plans") -> Catalogue:
    whole = polib.POFile()
    whole.extend(entries)
    return Catalogue(feature=feature, entries=whole)


def test_every_text_of_the_code_has_its_vietnamese() -> None:
    assert without_vietnamese(messages_of_code(product()), catalogues()) == []


def test_every_text_of_the_templates_has_its_vietnamese() -> None:
    assert without_vietnamese(messages_of_templates(templates()), catalogues()) == []


def test_no_entry_is_unfinished() -> None:
    assert unfinished(catalogues()) == []


def test_the_same_text_is_said_the_same_way_everywhere() -> None:
    assert said_in_two_ways(catalogues()) == []


def test_translations_fill_in_what_the_texts_fill_in() -> None:
    assert with_lost_places(catalogues()) == []


def test_untranslated_texts_of_code_are_seen_under_any_name() -> None:
    text = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy as in_context
a = _("Open the plan"); b = gettext_lazy("Close " "the plan"); c = ngettext("one place", "%(n)d places", n)
d = in_context("month", "May"); e = _(f"Plan {a}"); f = other("Not a text")
"""
    found = without_vietnamese(messages_of_code([planted(text, name="khaigiang.planning.plans.views")]), [])

    assert [line.split(" ", 1)[1] for line in found] == [
        "'Open the plan'",
        "'Close the plan'",
        "'one place'",
        "'May'",
        "''",
    ]


def test_untranslated_texts_of_templates_are_seen_in_every_kind_of_tag() -> None:
    text = """{% translate "It's open" %} {% translate 'May' context 'month' %} {{ x|default:_("none yet") }}
      {% blocktranslate trimmed count n=places %} {{ n }} place {% plural %} {{ n }} places {% endblocktranslate %}
      Bare _ text gettext"""
    found = without_vietnamese(messages_of_templates([Template("plan.html", text)]), [])

    assert found == [
        'plan.html "It\'s open"',
        "plan.html 'May'",
        "plan.html 'none yet'",
        "plan.html '%(n)s place'",
    ]


def test_a_translation_counts_only_when_somebody_looked_at_it() -> None:
    fuzzy = polib.POEntry(msgid="Open", msgstr="Mở", flags=["fuzzy"])
    empty = polib.POEntry(msgid="Close", msgstr="")
    done = polib.POEntry(msgid="May", msgctxt="month", msgstr="tháng Năm")
    found = [catalogue_of(fuzzy, empty, done)]
    messages = [
        Message("Open", None, "a"),
        Message("Close", None, "b"),
        Message("May", "month", "c"),
        Message("May", None, "d"),
    ]

    assert without_vietnamese(messages, found) == ["a 'Open'", "b 'Close'", "d 'May'"]
    assert unfinished(found) == ["planning.plans 'Open'", "planning.plans 'Close'"]


def test_two_ways_of_saying_it_are_seen() -> None:
    found = [
        catalogue_of(polib.POEntry(msgid="Unit", msgstr="Đơn vị")),
        catalogue_of(polib.POEntry(msgid="Unit", msgstr="Cơ quan"), feature="registry.units"),
    ]

    assert said_in_two_ways(found) == ["'Unit': Cơ quan | Đơn vị"]


def test_a_lost_place_is_seen() -> None:
    lost = polib.POEntry(msgid="%(places)d places in %(plan)s", msgstr="%(places)d chỉ tiêu, 100 %%")
    plural = polib.POEntry(msgid="one place", msgid_plural="%(n)d places", msgstr_plural={0: "%(n)d chỉ tiêu"})

    assert with_lost_places([catalogue_of(lost, plural)]) == ["planning.plans '%(places)d places in %(plan)s'"]
