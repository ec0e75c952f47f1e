"""The database refuses two holders of one post of a unit on the same day."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "post_of_a_unit_held_by_one_at_a_time"

POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    f"ALTER TABLE officials_appointment ADD CONSTRAINT {NAME} EXCLUDE USING gist"
    " (post_id WITH =, unit_id WITH =, daterange(valid_from, valid_until) WITH &&)",
)

# A null end is later than every day; "~" sorts after every date that SQLite keeps as text.
SQLITE = tuple(
    f"CREATE TRIGGER {NAME}_{act} BEFORE {act} ON officials_appointment WHEN EXISTS ("
    " SELECT 1 FROM officials_appointment AS other"
    " WHERE other.post_id = NEW.post_id AND other.unit_id = NEW.unit_id AND other.id IS NOT NEW.id"
    " AND other.valid_from < ifnull(NEW.valid_until, '~') AND NEW.valid_from < ifnull(other.valid_until, '~')"
    f") BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
    for act in ("INSERT", "UPDATE")
)


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE officials_appointment DROP CONSTRAINT {NAME}")
    else:
        for act in ("INSERT", "UPDATE"):
            editor.execute(f"DROP TRIGGER {NAME}_{act}")


class Migration(migrations.Migration):
    dependencies = [("officials", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
