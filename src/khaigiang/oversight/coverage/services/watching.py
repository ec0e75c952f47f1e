"""The database itself notes what posts may stand differently by: no service can forget it, bulk writes and undo included.

Each trigger speaks of its own table and of the touches alone, so that SQLite can remake any table beneath; it then
drops the triggers of that table, and `khaigiang migrate` ends by making anew what is missing.
"""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from khaigiang.oversight.coverage.models import Touch
from khaigiang.planning.plans.models import TargetPost

What = Touch.What
FUNCTION: Final = "coverage_touches"
ACTS: Final = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A table, what its rows concern, by which column, and the columns whose change matters (all of a row otherwise)."""

    table: str
    what: Touch.What
    by: str
    changes: tuple[str, ...]
    acts: tuple[str, ...] = ACTS

    def name(self, act: str) -> str:
        """How the trigger of an act is called."""
        return f"{FUNCTION}_{self.table}_{act.lower()}"


WATCHED: Final = (
    Watched(
        table="plans_targetpost",
        what=What.POST,
        by="id",
        changes=("plan_id", "post_id", "unit_id", "committee_id", "valid_from", "valid_until"),
    ),
    Watched(
        table="plans_excuse",
        what=What.POST,
        by="target_post_id",
        changes=("target_post_id", "excused_on", "withdrawn_on"),
    ),
    Watched(
        table="nominations_nomination",
        what=What.POST,
        by="target_post_id",
        changes=("plan_id", "target_post_id", "official_id"),
    ),
    Watched(
        table="nominations_nominationmove",
        what=What.NOMINATION,
        by="nomination_id",
        changes=("nomination_id", "state", "at"),
    ),
    Watched(
        table="cohorts_enrolment",
        what=What.POST,
        by="target_post_id",
        changes=("target_post_id", "training_class_id", "official_id", "valid_from", "valid_until", "let_in_on"),
    ),
    Watched(
        table="cohorts_summons_enrolments",
        what=What.ENROLMENT,
        by="enrolment_id",
        changes=("enrolment_id", "summons_id"),
    ),
    Watched(
        table="attendance_attendance",
        what=What.ENROLMENT,
        by="enrolment_id",
        changes=("enrolment_id", "session_id", "presence"),
    ),
    Watched(
        table="assessment_result",
        what=What.ENROLMENT,
        by="enrolment_id",
        changes=("enrolment_id", "decision_id", "passed", "band_id"),
    ),
    Watched(
        table="officials_appointment",
        what=What.UNIT,
        by="unit_id",
        changes=("unit_id", "post_id", "official_id", "way", "valid_from", "valid_until", "removed_at"),
    ),
    # Whatever stands on these rows is noted when it is written itself.
    Watched(table="documents_document", what=What.DOCUMENT, by="id", changes=("issued_on",), acts=("UPDATE",)),
    Watched(
        table="assessment_resultdecision", what=What.DECISION, by="id", changes=("effective_on",), acts=("UPDATE",)
    ),
    Watched(table="timetable_session", what=What.SESSION, by="id", changes=("on",), acts=("UPDATE",)),
    Watched(table="units_unit", what=What.UNIT, by="id", changes=("kind", "parent_id"), acts=("UPDATE",)),
)


def watch() -> list[str]:
    """Make the triggers that are missing; where any was, every post counts as touched. Returns what was made."""
    there = _there()
    missing = [(one, act) for one in WATCHED for act in one.acts if one.name(act) not in there]
    with connection.cursor() as cursor:
        if missing and connection.vendor == "postgresql":
            cursor.execute(NOTE_IT, None)
        for one, act in missing:
            cursor.execute(_trigger(one, act), None)
    if missing:
        touch_all()
    return [one.name(act) for one, act in missing]


def touch_all() -> int:
    """Every post counts as touched; returns how many there are."""
    posts = TargetPost.objects.order_by("pk").values_list("pk", flat=True)
    return len(Touch.objects.bulk_create((Touch(what=What.POST, row=post) for post in posts), batch_size=1000))


def unwatched() -> list[str]:
    """The triggers that are missing."""
    there = _there()
    return [one.name(act) for one in WATCHED for act in one.acts if one.name(act) not in there]


NOTE_IT: Final = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO coverage_touch (what, "row") VALUES (TG_ARGV[0], (to_jsonb(OLD) ->> TG_ARGV[1])::bigint);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO coverage_touch (what, "row") VALUES (TG_ARGV[0], (to_jsonb(NEW) ->> TG_ARGV[1])::bigint);
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608  names of our own tables
OF_A_TRIGGER: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def _there() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(OF_A_TRIGGER[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def _trigger(one: Watched, act: str) -> str:
    differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    changed = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in one.changes)
    when = f" WHEN ({changed})" if act == "UPDATE" else ""
    head = f'CREATE TRIGGER "{one.name(act)}" AFTER {act} ON "{one.table}" FOR EACH ROW{when}'
    if connection.vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION {FUNCTION}('{one.what}', '{one.by}')"
    rows = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}[act]
    notes = "".join(
        f'INSERT INTO coverage_touch (what, "row") VALUES (\'{one.what}\', {row}."{one.by}");'  # noqa: S608  as above
        for row in rows
    )
    return f"{head} BEGIN {notes} END"
