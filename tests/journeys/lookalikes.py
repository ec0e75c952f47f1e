"""What looks like something examined before: axe finds nothing in it that it did not find there.

It measures every letter of a page against what lies behind it, which takes seconds for a list of hundreds of lines, and
most of the time of a walk through all pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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


# Whether a letter can be read is known by its colour and size, by every colour beneath it, and by what floats over what.
MARKS: Final = """seen => {
    const known = new Set(seen), fresh = [];
    const grounds = new WeakMap();
    const ground = one => {
        if (!one) return '';
        if (!grounds.has(one)) {
            const style = getComputedStyle(one);
            const floats = ['absolute', 'fixed', 'sticky'].includes(style.position);
            const own = [
                style.backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : style.backgroundColor,
                style.backgroundImage === 'none' ? '' : style.backgroundImage,
                style.opacity === '1' ? '' : style.opacity,
                floats ? one.getAttribute('class') ?? one.tagName : '',
            ].join('');
            grounds.set(one, own ? `${own}|${ground(one.parentElement)}` : ground(one.parentElement));
        }
        return grounds.get(one);
    };
    const number = text => [...text].reduce((sum, sign) => Math.imul(sum ^ sign.codePointAt(0), 16777619), 2166136261);
    const written = one => one.matches('input, select, textarea')
        || [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    for (const one of document.body.querySelectorAll('*')) {
        if (!written(one) || !one.checkVisibility()) continue;
        const {color, fill, fontSize, fontWeight, textShadow} = getComputedStyle(one);
        const off = one.matches(':disabled, [aria-disabled=true]');
        const look = number([color, fill, fontSize, fontWeight, textShadow, off, ground(one)].join());
        if (known.has(look)) continue;
        known.add(look);
        fresh.push(look);
        one.dataset.fresh = '';
    }
    return fresh;
}"""
UNMARKS: Final = "() => document.querySelectorAll('[data-fresh]').forEach(one => delete one.dataset.fresh)"


@dataclass(slots=True)
class Letters:
    """Looks of letters that were examined before, on this page or another."""

    seen: set[int] = field(default_factory=set)

    @contextmanager
    def of_a_new_look(self, page: Page) -> Iterator[str]:
        """How the letters are found that look as none before, one of each look; empty where there are none."""
        fresh = page.evaluate(MARKS, list(self.seen))
        self.seen.update(fresh)
        yield "[data-fresh]" if fresh else ""
        page.evaluate(UNMARKS)
