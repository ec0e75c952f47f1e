"""The database refuses two requests of one trainee for the same sessions, unless one of them was refused.

Triggers on both engines: the times of a leave are those of its sessions, which an exclusion constraint cannot reach.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "leave_is_asked_once_for_a_time"
ACTS = ("INSERT", "UPDATE")

OVERLAPS = (
    "NEW.state <> 'refused' AND EXISTS ("
    " SELECT 1 FROM attendance_leaverequest AS other"
    " JOIN timetable_session AS other_first ON other_first.id = other.first_session_id"
    " JOIN timetable_session AS other_last ON other_last.id = other.last_session_id"
    " JOIN timetable_session AS own_first ON own_first.id = NEW.first_session_id"
    " JOIN timetable_session AS own_last ON own_last.id = NEW.last_session_id"
    " WHERE other.enrolment_id = NEW.enrolment_id AND other.id <> coalesce(NEW.id, 0) AND other.state <> 'refused'"
    ' AND (other_first."on", other_first.starts_at) <= (own_last."on", own_last.starts_at)'
    ' AND (own_first."on", own_first.starts_at) <= (other_last."on", other_last.starts_at))'
)

# The enrolment is the lock: of two who ask at one moment, the second sees what the first has asked.
POSTGRESQL = (
    f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " PERFORM 1 FROM cohorts_enrolment WHERE id = NEW.enrolment_id FOR NO KEY UPDATE;"
    f" IF {OVERLAPS} THEN RAISE EXCEPTION '{NAME}' USING ERRCODE = 'exclusion_violation', CONSTRAINT = '{NAME}';"
    " END IF; RETURN NEW; END $$",
    f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE ON attendance_leaverequest"
    f" FOR EACH ROW EXECUTE FUNCTION {NAME}()",
)

SQLITE = tuple(
    f"CREATE TRIGGER {NAME}_{act} BEFORE {act} ON attendance_leaverequest WHEN {OVERLAPS}"
    f" BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
    for act in ACTS
)


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {NAME} ON attendance_leaverequest")
        editor.execute(f"DROP FUNCTION {NAME}()")
    else:
        for act in ACTS:
            editor.execute(f"DROP TRIGGER {NAME}_{act}")


class Migration(migrations.Migration):
    dependencies = [("attendance", "0001_initial"), ("cohorts", "0001_initial"), ("timetable", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
