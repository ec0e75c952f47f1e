"""Lines of a table or list that look like one above them: axe finds nothing in them that it does not find in that one.

It measures every letter of a page against what lies behind it, which takes seconds for a list of hundreds of lines.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Page

# What a line shows is known by its tags, by what gives each its look and its meaning, and by the names of the rest of
# its attributes; a line is put away when everything in it stood in a line before, in the same place.
HIDES: Final = """() => {
    const told = ['class', 'type', 'role', 'scope', 'disabled', 'open'];
    const looks = line => {
        const found = [];
        const walk = (one, above) => {
            const own = [...one.attributes].map(given => told.includes(given.name) ? given.value : given.name).join();
            const look = `${above}>${one.tagName}:${own}`;
            found.push(look);
            [...one.children].forEach((child, place) => walk(child, one === line ? `${look}${place}` : look));
        };
        walk(line, '');
        return found;
    };
    const seen = new Map();
    for (const line of document.querySelectorAll('tbody > tr, li')) {
        if (!line.checkVisibility()) continue;
        const before = seen.get(line.parentElement) ?? new Set();
        const fresh = looks(line).filter(look => !before.has(look));
        if (!fresh.length) {
            line.style.setProperty('display', 'none', 'important');
            line.dataset.alike = '';
        }
        fresh.forEach(look => before.add(look));
        seen.set(line.parentElement, before);
    }
}"""
SHOWS: Final = """() => {
    for (const line of document.querySelectorAll('[data-alike]')) {
        line.style.removeProperty('display');
        delete line.dataset.alike;
    }
}"""


@contextmanager
def one_of_each_look(page: Page) -> Iterator[None]:
    """The page without the lines that look like one above them."""
    page.evaluate(HIDES)
    yield
    page.evaluate(SHOWS)
