"""A session takes its hall among all that does, whoever writes it: a hall booked for a meeting is refused to it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "session_takes_its_hall"
_TAKE = (
    'INSERT INTO venues_halluse (hall_id, "on", starts_at, ends_at, session_id)'
    ' VALUES (NEW.hall_id, NEW."on", NEW.starts_at, NEW.ends_at, NEW.id);'
)
# The row stays, so that sessions that change places within one statement meet as they always did.
_FOLLOW = (
    'UPDATE venues_halluse SET hall_id = NEW.hall_id, "on" = NEW."on",'
    " starts_at = NEW.starts_at, ends_at = NEW.ends_at WHERE session_id = NEW.id;"
)
_LEAVE = "DELETE FROM venues_halluse WHERE session_id = OLD.id;"
_PLACE = 'hall_id, "on", starts_at, ends_at'

POSTGRESQL = (
    f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF TG_OP = 'INSERT' THEN {_TAKE}"
    f" ELSIF TG_OP = 'UPDATE' THEN {_FOLLOW}"
    f" ELSE {_LEAVE} END IF; RETURN NULL; END $$",
    f"CREATE TRIGGER {NAME} AFTER INSERT OR DELETE OR UPDATE OF {_PLACE} ON timetable_session"
    f" FOR EACH ROW EXECUTE FUNCTION {NAME}()",
)
SQLITE = (
    f"CREATE TRIGGER {NAME}_INSERT AFTER INSERT ON timetable_session BEGIN {_TAKE} END",
    f"CREATE TRIGGER {NAME}_UPDATE AFTER UPDATE OF {_PLACE} ON timetable_session BEGIN {_FOLLOW} END",
    f"CREATE TRIGGER {NAME}_DELETE AFTER DELETE ON timetable_session BEGIN {_LEAVE} END",
)
# What stands already, last: PostgreSQL alters no table that has checks pending.
TAKEN = (
    f"INSERT INTO venues_halluse ({_PLACE}, session_id)"
    f" SELECT {_PLACE}, id FROM timetable_session"
)


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)
    editor.execute(TAKEN)


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {NAME} ON timetable_session")
        editor.execute(f"DROP FUNCTION {NAME}()")
    else:
        for act in ("INSERT", "UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER {NAME}_{act}")
    editor.execute("DELETE FROM venues_halluse WHERE session_id IS NOT NULL")


class Migration(migrations.Migration):
    dependencies = [
        ("timetable", "0004_runs_tell_why_nothing_fits"),
        ("venues", "0005_a_hall_in_one_use_at_a_time"),
    ]

    operations = [migrations.RunPython(guard, unguard)]
