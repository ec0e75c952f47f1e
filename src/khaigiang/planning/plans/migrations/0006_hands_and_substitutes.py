"""A duty names who drafts, initials and seals, and who signs in the signer's place on which days, one on each."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "one_substitute_signs_on_a_day"
POSTGRESQL = (
    f"ALTER TABLE plans_dutysubstitute ADD CONSTRAINT {NAME} EXCLUDE USING gist"
    " (duty_id WITH =, daterange(valid_from, valid_until) WITH &&)"
)
SQLITE = (
    "CREATE TRIGGER {name}_{act} BEFORE {act} ON plans_dutysubstitute WHEN EXISTS ("
    " SELECT 1 FROM plans_dutysubstitute AS other WHERE other.duty_id = NEW.duty_id AND other.id IS NOT NEW.id"
    " AND other.valid_from < NEW.valid_until AND NEW.valid_from < other.valid_until"
    ") BEGIN SELECT RAISE(ABORT, '{name}'); END"
)


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL)
        return
    for act in ("INSERT", "UPDATE"):
        editor.execute(SQLITE.format(name=NAME, act=act))


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE plans_dutysubstitute DROP CONSTRAINT {NAME}")
        return
    for act in ("INSERT", "UPDATE"):
        editor.execute(f"DROP TRIGGER {NAME}_{act}")


class Migration(migrations.Migration):
    # The database's index over days and numbers at once comes with the posts of officials.
    dependencies = [("plans", "0005_places_by_rule"), ("officials", "0002_post_held_by_one_at_a_time")]

    operations = [
        migrations.AddField("paperduty", "drafter", models.CharField(blank=True, default="", max_length=120, verbose_name="drafted by"), preserve_default=False),
        migrations.AddField("paperduty", "initialler", models.CharField(blank=True, default="", max_length=120, verbose_name="to be initialled by"), preserve_default=False),
        migrations.AddField("paperduty", "sealer", models.CharField(blank=True, default="", max_length=120, verbose_name="sealed by"), preserve_default=False),
        migrations.CreateModel(
            name="DutySubstitute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="first day")),
                ("valid_until", models.DateField(verbose_name="first day after")),
                ("signer_prefix", models.CharField(blank=True, max_length=60, verbose_name="signed on behalf of (T/M, TM., K/T…)")),
                ("signer_title", models.CharField(max_length=160, verbose_name="title of the signer")),
                ("signer_name", models.CharField(max_length=120, verbose_name="name of the signer")),
                ("duty", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="substitutes", to="plans.paperduty")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(valid_until__gt=models.F("valid_from")),
                        name="substitute_signs_on_one_day_at_least",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
