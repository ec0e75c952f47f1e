"""The database refuses a second use of a hall at one time; an approved booking takes its hall whoever writes it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "hall_in_one_use_at_a_time"

# Sessions count as one booking, number 0: two of them are refused where they are kept.
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    f"ALTER TABLE venues_halluse ADD CONSTRAINT {NAME} EXCLUDE USING gist"
    " (hall_id WITH =, (COALESCE(booking_id, 0)) WITH <>,"
    ' tsrange("on" + starts_at, "on" + ends_at) WITH &&)',
    "CREATE FUNCTION booking_takes_its_hall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF TG_OP <> 'INSERT' THEN DELETE FROM venues_halluse WHERE booking_id = OLD.id; END IF;"
    " IF TG_OP <> 'DELETE' AND NEW.state = 'approved' THEN"
    ' INSERT INTO venues_halluse (hall_id, "on", starts_at, ends_at, booking_id)'
    ' VALUES (NEW.hall_id, NEW."on", NEW.starts_at, NEW.ends_at, NEW.id); END IF;'
    " RETURN NULL; END $$",
    "CREATE TRIGGER booking_takes_its_hall AFTER INSERT OR UPDATE OR DELETE ON venues_booking"
    " FOR EACH ROW EXECUTE FUNCTION booking_takes_its_hall()",
)

_TAKE = (
    'INSERT INTO venues_halluse (hall_id, "on", starts_at, ends_at, booking_id)'
    ' SELECT NEW.hall_id, NEW."on", NEW.starts_at, NEW.ends_at, NEW.id'
    " WHERE NEW.state = 'approved';"
)
_LEAVE = "DELETE FROM venues_halluse WHERE booking_id = OLD.id;"
SQLITE = (
    *(
        f"CREATE TRIGGER {NAME}_{act} BEFORE {act} ON venues_halluse WHEN EXISTS ("
        " SELECT 1 FROM venues_halluse AS other"
        ' WHERE other.hall_id = NEW.hall_id AND other."on" = NEW."on" AND other.id IS NOT NEW.id'
        " AND COALESCE(other.booking_id, 0) <> COALESCE(NEW.booking_id, 0)"
        " AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at"
        f") BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
        for act in ("INSERT", "UPDATE")
    ),
    f"CREATE TRIGGER booking_takes_its_hall_INSERT AFTER INSERT ON venues_booking BEGIN {_TAKE} END",
    f"CREATE TRIGGER booking_takes_its_hall_UPDATE AFTER UPDATE ON venues_booking BEGIN {_LEAVE} {_TAKE} END",
    f"CREATE TRIGGER booking_takes_its_hall_DELETE AFTER DELETE ON venues_booking BEGIN {_LEAVE} END",
)


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER booking_takes_its_hall ON venues_booking")
        editor.execute("DROP FUNCTION booking_takes_its_hall()")
        editor.execute(f"ALTER TABLE venues_halluse DROP CONSTRAINT {NAME}")
    else:
        for act in ("INSERT", "UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER booking_takes_its_hall_{act}")
            editor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{act}")


class Migration(migrations.Migration):
    dependencies = [("venues", "0004_bookings")]

    operations = [migrations.RunPython(guard, unguard)]
