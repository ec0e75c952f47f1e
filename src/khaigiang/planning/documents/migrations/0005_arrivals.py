"""The book of arrivals of an office; the database lets its numbers of a year follow each other alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, Q

NAME = "arrivals_run_without_gap"
TABLE = "documents_arrival"
WRONG = (
    "NEW.number <> coalesce((SELECT max(one.number) FROM documents_arrival AS one"
    " WHERE one.office_id = NEW.office_id AND one.year = NEW.year), 0) + 1"
)


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {WRONG} THEN RAISE EXCEPTION '{NAME}' USING ERRCODE = 'check_violation', CONSTRAINT = '{NAME}';"
            " END IF; RETURN NEW; END $$"
        )
        editor.execute(f"CREATE TRIGGER {NAME} BEFORE INSERT ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()")
    else:
        editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE INSERT ON {TABLE} WHEN {WRONG} BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
        )


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {NAME} ON {TABLE}")
        editor.execute(f"DROP FUNCTION {NAME}()")
    else:
        editor.execute(f"DROP TRIGGER {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_the_whole_life_of_a_paper"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("number", models.PositiveIntegerField(verbose_name="number of arrival")),
                ("arrived_on", models.DateField(verbose_name="arrived on")),
                ("handed_to", models.CharField(blank=True, max_length=200, verbose_name="handed to")),
                ("handed_on", models.DateField(blank=True, null=True, verbose_name="handed on")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="to be answered by")),
                ("entered_at", models.DateTimeField(editable=False)),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="arrivals", to="documents.document")),
                ("entered_by", models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("office", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="arrivals", to="units.office")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("office", "year", "number"), name="arrival_numbered_once_per_office_and_year"),
                    models.UniqueConstraint(fields=("office", "document"), name="document_arrives_once_in_an_office"),
                    models.CheckConstraint(
                        condition=Q(handed_to="", handed_on__isnull=True)
                        | (~Q(handed_to="") & Q(handed_on__isnull=False, handed_on__gte=F("arrived_on"))),
                        name="arrival_is_handed_to_somebody_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=Q(due_on__isnull=True) | Q(due_on__gte=F("arrived_on")),
                        name="arrival_is_due_after_it_came",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
