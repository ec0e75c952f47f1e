"""Is this database a rehearsal?"""

from contextlib import nullcontext

from django.db import DatabaseError, connection, transaction

from khaigiang.doors.rehearsal.models import Rehearsal


def rehearsal() -> Rehearsal | None:
    """The mark of a story database; None in every other, and in one whose tables are not made yet."""
    # A failed statement would end a transaction around it, so there it stands behind a savepoint.
    guard = transaction.atomic() if connection.in_atomic_block else nullcontext()
    try:
        with guard:
            # Written out: it is asked several times for every page, and composing it costs more than its answer.
            return next(iter(Rehearsal.objects.raw("SELECT id, story, played_until FROM rehearsal_rehearsal")), None)
    except DatabaseError:
        return None


def may_make_tables() -> bool:
    """Is this database without any table, or a rehearsal? Only these two are brought up to date unasked."""
    return not connection.introspection.table_names() or rehearsal() is not None
