"""May everything on a page that answers a click be reached by the Tab key, in the order of the page, and be seen there?"""

from typing import Final

from playwright.sync_api import Page

# A hidden link that only closes what Escape closes too is marked aria-hidden; <main> takes the focus of the skip link.
OUT_OF_REACH: Final = """() => {
    const controls = [...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex], [onclick], [role=button], [role=link]'
    )].filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.type !== 'hidden')
      .filter(one => !one.matches('main') && !one.closest('[inert], [aria-hidden=true]'));
    // A ring may be drawn on the control, on the area its ::after covers, or on the label around or behind it.
    const look = one => [[one], [one, '::after'], [one.parentElement], [one.nextElementSibling]]
        .map(([near, part]) => near ? getComputedStyle(near, part) : {})
        .map(style => `${style.outlineStyle} ${style.boxShadow}`).join();
    const seen = new Set();
    const fault = one => {
        if (one.tabIndex > 0) return 'jumps the queue';
        const kind = [one.tagName, one.type, one.className].join();
        if (!seen.has(kind)) document.activeElement.blur();
        const before = seen.has(kind) || look(one);
        one.focus({preventScroll: true});
        if (one.tabIndex < 0 || document.activeElement !== one) return 'is passed over';
        if (seen.has(kind)) return '';
        seen.add(kind);
        return look(one) === before ? 'hides its focus' : '';
    };
    return controls.map(one => [fault(one), one.outerHTML.slice(0, 160)])
        .filter(([what]) => what).map(found => found.join(': '));
}"""


def out_of_reach(page: Page) -> list[str]:
    """Controls that the Tab key passes over or takes out of turn, and kinds of controls that do not show the focus."""
    found: list[str] = page.evaluate(OUT_OF_REACH)
    return [f"{page.url} {fault}" for fault in found]
