"""Posts join and leave a target group by amendments, from a day on; a post of a unit belongs to a plan once on a day."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "target_post_once_on_a_day"
POSTGRESQL = (
    f"ALTER TABLE plans_targetpost ADD CONSTRAINT {NAME} EXCLUDE USING gist"
    " (plan_id WITH =, post_id WITH =, unit_id WITH =, daterange(valid_from, valid_until) WITH &&)"
)
SQLITE = (
    "CREATE TRIGGER {name}_{act} BEFORE {act} ON plans_targetpost WHEN EXISTS ("
    " SELECT 1 FROM plans_targetpost AS other WHERE other.unit_id = NEW.unit_id AND other.plan_id = NEW.plan_id"
    " AND other.post_id = NEW.post_id AND other.id IS NOT NEW.id"
    " AND coalesce(other.valid_from, '') < coalesce(NEW.valid_until, '9999-12-31')"
    " AND coalesce(NEW.valid_from, '') < coalesce(other.valid_until, '9999-12-31')"
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
        editor.execute(f"ALTER TABLE plans_targetpost DROP CONSTRAINT {NAME}")
        return
    for act in ("INSERT", "UPDATE"):
        editor.execute(f"DROP TRIGGER {NAME}_{act}")


class Migration(migrations.Migration):

    dependencies = [("officials", "0008_words_of_names"), ("plans", "0013_quarters_are_amended")]

    operations = [
        migrations.AddField("targetpost", "valid_from", models.DateField(blank=True, null=True, verbose_name="added from")),
        migrations.AddField("targetpost", "valid_until", models.DateField(blank=True, null=True, verbose_name="taken out from")),
        migrations.RemoveConstraint("targetpost", "post_once_per_plan"),
        migrations.AddConstraint("targetpost", models.UniqueConstraint(condition=models.Q(valid_until__isnull=True), fields=("plan", "post", "unit"), name="post_once_per_plan")),
        migrations.AddConstraint("targetpost", models.CheckConstraint(condition=models.Q(("valid_from__isnull", True), ("valid_until__isnull", True), ("valid_until__gt", models.F("valid_from")), _connector="OR"), name="target_post_belongs_for_a_day_at_least")),
        migrations.CreateModel(
            name="AmendedPost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adds", models.BooleanField(verbose_name="adds the post to the group")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("amendment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="posts", to="plans.planamendment")),
                ("official", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official")),
                ("target_post", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="amended", to="plans.targetpost")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("amendment", "target_post"), name="a_post_is_amended_once_by_an_amendment"),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="an_amended_post_says_why"),
                ]
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
