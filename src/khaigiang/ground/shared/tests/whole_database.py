"""The whole database in values, to see that an act leaves no trace once it is undone."""

from typing import Final

from django.db import connection

# The audit keeps the act and its undo, and the ledger's notes say which posts are to be derived again.
TOLD_OF_EVERY_WRITE: Final = ("audit_", "coverage_touch")


# The database itself derives these rows from others: written anew they are numbered anew, and mean the same.
DERIVED = ("venues_halluse",)


def dump(*besides: str) -> dict[str, list[object]]:
    """Every row of every table but those that are told of every write, and those whose names begin as said."""
    left_out = (*TOLD_OF_EVERY_WRITE, *besides)
    tables = [name for name in connection.introspection.table_names() if not name.startswith(left_out)]
    with connection.cursor() as cursor:
        rows: dict[str, list[object]] = {}
        for name in tables:
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608  names of our own tables
            found = cursor.fetchall()
            rows[name] = sorted((row[1:] for row in found) if name in DERIVED else found, key=repr)
    return rows
