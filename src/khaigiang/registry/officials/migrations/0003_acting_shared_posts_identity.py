"""Officials stand in for others, posts are shared, and the database refuses two sole holders of one post alone."""

import django.core.validators
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "post_of_a_unit_held_by_one_at_a_time"

POSTGRESQL = (
    f"ALTER TABLE officials_appointment ADD CONSTRAINT {NAME} EXCLUDE USING gist"
    " (post_id WITH =, unit_id WITH =, daterange(valid_from, valid_until) WITH &&)"
)

# A null end is later than every day; "~" sorts after every date that SQLite keeps as text.
SQLITE = (
    "CREATE TRIGGER {name}_{act} BEFORE {act} ON officials_appointment WHEN {new} EXISTS ("
    " SELECT 1 FROM officials_appointment AS other"
    " WHERE other.post_id = NEW.post_id AND other.unit_id = NEW.unit_id AND other.id IS NOT NEW.id {old}"
    " AND other.valid_from < ifnull(NEW.valid_until, '~') AND NEW.valid_from < ifnull(other.valid_until, '~')"
    ") BEGIN SELECT RAISE(ABORT, '{name}'); END"
)


def guard_sole_holders(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _guard(editor, where=" WHERE (is_sole)", new="NEW.is_sole AND", old="AND other.is_sole")


def guard_all_holders(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _guard(editor)


def _guard(editor: BaseDatabaseSchemaEditor, *, where: str = "", new: str = "", old: str = "") -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL + where)
    else:
        for act in ("INSERT", "UPDATE"):
            editor.execute(SQLITE.format(name=NAME, act=act, new=new, old=old))


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE officials_appointment DROP CONSTRAINT {NAME}")
    else:
        for act in ("INSERT", "UPDATE"):
            editor.execute(f"DROP TRIGGER {NAME}_{act}")


class Migration(migrations.Migration):
    dependencies = [("officials", "0002_post_held_by_one_at_a_time")]

    operations = [
        # SQLite makes a changed table anew, without its triggers: they go first and come back last.
        migrations.RunPython(unguard, guard_all_holders),
        migrations.AddField("appointment", "is_sole", models.BooleanField(default=True, editable=False)),
        migrations.AlterField(
            "appointment",
            "way",
            models.CharField(
                choices=[
                    ("elected", "by election"),
                    ("confirmed", "by confirmation"),
                    ("appointed", "by appointment"),
                    ("acting", "acting"),
                ],
                default="elected",
                max_length=10,
                verbose_name="how",
            ),
        ),
        migrations.AddField(
            "post",
            "is_shared",
            models.BooleanField(default=False, verbose_name="several officials of a unit may hold it at once"),
        ),
        migrations.AddField(
            "official",
            "full_member_on",
            models.DateField(blank=True, null=True, verbose_name="full member of the Party since"),
        ),
        migrations.AddField(
            "official",
            "identity_number",
            models.CharField(
                blank=True,
                db_index=True,
                default="",
                max_length=12,
                validators=[
                    django.core.validators.RegexValidator(
                        r"\A[0-9]{12}\Z", "A personal identification number has 12 digits. Check it."
                    )
                ],
                verbose_name="personal identification number",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(guard_sole_holders, unguard),
    ]
