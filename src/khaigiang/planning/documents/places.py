"""Where something stands in a Word file, in words."""

from django.utils.translation import gettext as _


def place_in_words(place: str) -> str:
    """Where something stands: a paragraph, or a cell of a table."""
    where, colon, rest = place.partition(": ")
    numbers = where.split(".")
    if len(numbers) == 3 and all(part.isdecimal() for part in numbers):
        said = _("table %(table)s, row %(row)s, cell %(cell)s") % dict(
            zip(("table", "row", "cell"), numbers, strict=True)
        )
    elif where.isdecimal():
        said = _("paragraph %(number)s") % {"number": where}
    else:
        return place
    return f"{said}{colon}{rest}"
