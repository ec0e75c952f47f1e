"""The database refuses a succession whose units do not end and begin around its day; so none can go round in a circle."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ENDS = "succession_begins_where_its_predecessor_ends"
EXISTS = "succession_leads_to_a_unit_of_its_day"

# A successor lasts beyond the day on which its predecessor ends: along successions the last day only ever grows.
POSTGRESQL = (
    f"""
    CREATE FUNCTION units_succession_fits() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM units_unit u WHERE u.id = NEW.predecessor_id AND u.valid_until = NEW.effective_on) THEN
        RAISE EXCEPTION '{ENDS}' USING ERRCODE = 'check_violation';
      END IF;
      IF NOT EXISTS (SELECT 1 FROM units_unit u WHERE u.id = NEW.successor_id AND u.valid_from <= NEW.effective_on
          AND (u.valid_until IS NULL OR u.valid_until > NEW.effective_on)) THEN
        RAISE EXCEPTION '{EXISTS}' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER units_succession_fits BEFORE INSERT OR UPDATE ON units_succession"
    " FOR EACH ROW EXECUTE FUNCTION units_succession_fits()",
    f"""
    CREATE FUNCTION units_unit_fits_its_successions() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM units_succession s WHERE s.predecessor_id = NEW.id
          AND s.effective_on IS DISTINCT FROM NEW.valid_until) THEN
        RAISE EXCEPTION '{ENDS}' USING ERRCODE = 'check_violation';
      END IF;
      IF EXISTS (SELECT 1 FROM units_succession s WHERE s.successor_id = NEW.id
          AND (s.effective_on < NEW.valid_from OR s.effective_on >= NEW.valid_until)) THEN
        RAISE EXCEPTION '{EXISTS}' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER units_unit_fits_its_successions BEFORE UPDATE OF valid_from, valid_until ON units_unit"
    " FOR EACH ROW EXECUTE FUNCTION units_unit_fits_its_successions()",
)
POSTGRESQL_BACK = (
    "DROP TRIGGER units_unit_fits_its_successions ON units_unit",
    "DROP TRIGGER units_succession_fits ON units_succession",
    "DROP FUNCTION units_unit_fits_its_successions()",
    "DROP FUNCTION units_succession_fits()",
)

NOT_ENDING = (
    "NOT EXISTS (SELECT 1 FROM units_unit AS u"
    " WHERE u.id = NEW.predecessor_id AND u.valid_until = NEW.effective_on)"
)
NOT_THERE = (
    "NOT EXISTS (SELECT 1 FROM units_unit AS u WHERE u.id = NEW.successor_id AND u.valid_from <= NEW.effective_on"
    " AND (u.valid_until IS NULL OR u.valid_until > NEW.effective_on))"
)
OTHER_END = (
    "EXISTS (SELECT 1 FROM units_succession AS s"
    " WHERE s.predecessor_id = NEW.id AND s.effective_on IS NOT NEW.valid_until)"
)
OTHER_TIME = (
    "EXISTS (SELECT 1 FROM units_succession AS s WHERE s.successor_id = NEW.id"
    " AND (s.effective_on < NEW.valid_from OR s.effective_on >= NEW.valid_until))"
)
# Trigger, when it looks, what is wrong.
SQLITE = {
    **{f"{ENDS}_{act}": (f"{act} ON units_succession", NOT_ENDING, ENDS) for act in ("INSERT", "UPDATE")},
    **{f"{EXISTS}_{act}": (f"{act} ON units_succession", NOT_THERE, EXISTS) for act in ("INSERT", "UPDATE")},
    f"{ENDS}_unit": ("UPDATE OF valid_from, valid_until ON units_unit", OTHER_END, ENDS),
    f"{EXISTS}_unit": ("UPDATE OF valid_from, valid_until ON units_unit", OTHER_TIME, EXISTS),
}


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            editor.execute(statement)
        return
    for trigger, (when, wrong, name) in SQLITE.items():
        editor.execute(f"CREATE TRIGGER {trigger} BEFORE {when} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{name}'); END")


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL_BACK:
            editor.execute(statement)
        return
    for trigger in SQLITE:
        editor.execute(f"DROP TRIGGER {trigger}")


class Migration(migrations.Migration):
    dependencies = [("units", "0002_unit_is_corrected")]

    operations = [migrations.RunPython(guard, unguard)]
