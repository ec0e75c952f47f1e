"""Officials, posts and appointments can be removed and taken back; what is removed holds no place."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

NAME = "post_of_a_unit_held_by_one_at_a_time"

POSTGRESQL = (
    f"ALTER TABLE officials_appointment ADD CONSTRAINT {NAME} EXCLUDE USING gist"
    " (post_id WITH =, unit_id WITH =, daterange(valid_from, valid_until) WITH &&) WHERE ({where})"
)

# A null end is later than every day; "~" sorts after every date that SQLite keeps as text.
SQLITE = (
    "CREATE TRIGGER {name}_{act} BEFORE {act} ON officials_appointment WHEN {new} AND EXISTS ("
    " SELECT 1 FROM officials_appointment AS other"
    " WHERE other.post_id = NEW.post_id AND other.unit_id = NEW.unit_id AND other.id IS NOT NEW.id AND {old}"
    " AND other.valid_from < ifnull(NEW.valid_until, '~') AND NEW.valid_from < ifnull(other.valid_until, '~')"
    ") BEGIN SELECT RAISE(ABORT, '{name}'); END"
)


def guard_present_holders(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _guard(editor, "{row}is_sole", "{row}removed_at IS NULL")


def guard_sole_holders(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _guard(editor, "{row}is_sole")


def _guard(editor: BaseDatabaseSchemaEditor, *conditions: str) -> None:
    condition = " AND ".join(conditions)
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL.format(where=condition.format(row="")))
        return
    for act in ("INSERT", "UPDATE"):
        new, old = condition.format(row="NEW."), condition.format(row="other.")
        editor.execute(SQLITE.format(name=NAME, act=act, new=new, old=old))


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE officials_appointment DROP CONSTRAINT {NAME}")
    else:
        for act in ("INSERT", "UPDATE"):
            editor.execute(f"DROP TRIGGER {NAME}_{act}")


def stamp(model: str) -> list[migrations.operations.base.Operation]:
    by = models.ForeignKey(
        blank=True,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )
    at = models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed at")
    because = models.CharField(blank=True, default="", editable=False, max_length=300, verbose_name="reason")
    together = models.CheckConstraint(
        condition=Q(removed_at__isnull=True, removed_by__isnull=True, removed_because="")
        | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_because="")),
        name=f"{model}_is_removed_by_somebody_with_a_reason",
    )
    return [
        migrations.AddField(model, "removed_at", at),
        migrations.AddField(model, "removed_because", because, preserve_default=False),
        migrations.AddField(model, "removed_by", by),
        migrations.AddConstraint(model, together),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("officials", "0003_acting_shared_posts_identity"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite makes a changed table anew, without its triggers: they go first and come back last.
        migrations.RunPython(unguard, guard_sole_holders),
        *(operation for model in ("official", "post", "appointment") for operation in stamp(model)),
        migrations.AlterField("post", "title", models.CharField(max_length=160, verbose_name="title")),
        migrations.AddConstraint(
            "post",
            models.UniqueConstraint(
                condition=Q(removed_at__isnull=True), fields=("title",), name="post_has_one_title"
            ),
        ),
        migrations.RunPython(guard_present_holders, unguard),
    ]
