"""A target group has several posts; what was one post becomes the first of them, and no plan is sent up without one."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "a_plan_sent_up_has_a_post"
WRONG = (
    "NEW.state NOT IN ('draft', 'returned') AND OLD.state IN ('draft', 'returned')"
    " AND NOT EXISTS (SELECT 1 FROM plans_rulepost AS one WHERE one.plan_id = NEW.id)"
)


def one_becomes_several(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    plan, rule_post = (apps.get_model("plans", name) for name in ("Plan", "RulePost"))
    known = dict(plan.objects.values_list("pk", "target_post"))
    rule_post.objects.bulk_create(rule_post(plan_id=plan_id, post_id=post_id) for plan_id, post_id in known.items())
    for exception in apps.get_model("plans", "TargetException").objects.all():
        exception.post_id = known[exception.plan_id]
        exception.save(update_fields=["post"])
    if editor.connection.vendor == "postgresql":
        # The tables are altered next, which waits for no check that is put off.
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {WRONG} THEN"
            f" RAISE EXCEPTION '{NAME}' USING ERRCODE = 'check_violation', CONSTRAINT = '{NAME}'; END IF;"
            " RETURN NEW; END $$"
        )
        editor.execute(f"CREATE TRIGGER {NAME} BEFORE UPDATE ON plans_plan FOR EACH ROW EXECUTE FUNCTION {NAME}()")
    else:
        editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON plans_plan WHEN {WRONG} BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
        )


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {NAME} ON plans_plan")
        editor.execute(f"DROP FUNCTION {NAME}()")
    else:
        editor.execute(f"DROP TRIGGER {NAME}")


class Migration(migrations.Migration):

    dependencies = [
        ("officials", "0008_words_of_names"),
        ("plans", "0011_places_by_quarter"),
        ("units", "0004_removed_offices"),
    ]

    operations = [
        migrations.CreateModel(
            name="RulePost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("plan", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plans.plan")),
                ("post", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.post")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("plan", "post"), name="a_post_once_in_a_rule")]},
        ),
        migrations.AddField("plan", "rule_posts", models.ManyToManyField(related_name="+", through="plans.RulePost", to="officials.post", verbose_name="posts")),
        migrations.AddField("targetexception", "post", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.post")),
        migrations.RemoveConstraint("targetexception", "one_exception_per_plan_and_unit"),
        migrations.RunPython(one_becomes_several, migrations.RunPython.noop),
        migrations.AlterField("targetexception", "post", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.post")),
        migrations.AddConstraint("targetexception", models.UniqueConstraint(fields=("plan", "post", "unit"), name="one_exception_per_plan_and_post")),
        migrations.RemoveField("plan", "target_post"),
        migrations.RunPython(guard, unguard),
    ]
