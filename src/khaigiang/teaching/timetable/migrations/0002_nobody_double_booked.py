"""The database refuses to book a class, a lecturer or a hall twice at one time."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAMES = {
    "training_class_id": "class_in_one_session_at_a_time",
    "lecturer_id": "lecturer_in_one_session_at_a_time",
    "hall_id": "hall_in_one_session_at_a_time",
}

# A null lecturer is nobody: neither engine finds it equal to another.
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    *(
        f"ALTER TABLE timetable_session ADD CONSTRAINT {name} EXCLUDE USING gist"
        f' ({column} WITH =, tsrange("on" + starts_at, "on" + ends_at) WITH &&)'
        for column, name in NAMES.items()
    ),
)

SQLITE = tuple(
    f"CREATE TRIGGER {name}_{act} BEFORE {act} ON timetable_session WHEN EXISTS ("
    " SELECT 1 FROM timetable_session AS other"
    f' WHERE other.{column} = NEW.{column} AND other."on" = NEW."on" AND other.id IS NOT NEW.id'
    " AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at"
    f") BEGIN SELECT RAISE(ABORT, '{name}'); END"
    for column, name in NAMES.items()
    for act in ("INSERT", "UPDATE")
)


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for name in NAMES.values():
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ALTER TABLE timetable_session DROP CONSTRAINT {name}")
        else:
            for act in ("INSERT", "UPDATE"):
                editor.execute(f"DROP TRIGGER {name}_{act}")


class Migration(migrations.Migration):
    dependencies = [("timetable", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
