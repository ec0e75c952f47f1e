"""Every number of a series is kept as a row of its own, and the database lets them follow each other alone.

Triggers on both engines: a number follows the one it hangs on, its day does not fall without a reason, and what was
given is given.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

TABLE = "documents_givennumber"

FOLLOWS = (
    "NOT coalesce("
    " CASE WHEN NEW.after_id IS NULL"
    " THEN NEW.number = (SELECT first_number FROM documents_numberseries WHERE id = NEW.series_id)"
    f" ELSE EXISTS (SELECT 1 FROM {TABLE} AS one WHERE one.id = NEW.after_id"
    " AND one.series_id = NEW.series_id AND one.number = NEW.number - 1) END, false)"
)
FALLS = (
    "NEW.out_of_order_reason = '' AND EXISTS ("
    f" SELECT 1 FROM {TABLE} AS one WHERE one.series_id = NEW.series_id AND one.number < NEW.number"
    " AND one.dated_on > NEW.dated_on AND one.out_of_order_reason = '')"
)
CHANGES = (
    "NEW.series_id <> OLD.series_id OR NEW.number <> OLD.number OR NEW.dated_on <> OLD.dated_on"
    " OR NEW.out_of_order_reason <> OLD.out_of_order_reason"
    " OR (OLD.document_id IS NOT NULL AND coalesce(NEW.document_id, 0) <> OLD.document_id)"
    " OR (OLD.void_reason <> '' AND NEW.void_reason <> OLD.void_reason)"
)
GUARDS = (
    ("numbers_run_without_gap", "INSERT", FOLLOWS),
    ("days_of_numbers_never_fall", "INSERT", FALLS),
    ("what_was_given_is_given", "UPDATE", CHANGES),
)


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for name, act, wrong in GUARDS:
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF {wrong} THEN RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"
                " END IF; RETURN NEW; END $$"
            )
            editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()")
        else:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {TABLE} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{name}'); END"
            )


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for name, _act, _wrong in GUARDS:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {name} ON {TABLE}")
            editor.execute(f"DROP FUNCTION {name}()")
        else:
            editor.execute(f"DROP TRIGGER {name}")


def keep_numbers(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The numbers that papers carry already, in their order."""
    document, given = apps.get_model("documents", "Document"), apps.get_model("documents", "GivenNumber")
    before = None
    for paper in document.objects.filter(series__isnull=False).order_by("series", "series_number"):
        follows = before is not None and before.series_id == paper.series_id
        before = given.objects.create(
            series_id=paper.series_id,
            number=paper.series_number,
            dated_on=paper.issued_on,
            after=before if follows else None,
            document=paper,
        )


def forget_numbers(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Back onto the papers; numbers without one are lost with their table."""
    given, series = apps.get_model("documents", "GivenNumber"), apps.get_model("documents", "NumberSeries")
    document = apps.get_model("documents", "Document")
    for one in given.objects.order_by("series", "number"):
        document.objects.filter(pk=one.document_id).update(series_id=one.series_id, series_number=one.number)
        series.objects.filter(pk=one.series_id).update(last_number=one.number)


def person() -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def instant() -> models.DateTimeField:
    return models.DateTimeField(blank=True, editable=False, null=True)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_alter_numberseries_starts_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GivenNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("dated_on", models.DateField(verbose_name="date")),
                ("out_of_order_reason", models.CharField(blank=True, max_length=300, verbose_name="why its date falls")),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="reserved for")),
                ("reserved_at", instant()),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="why it is not used")),
                ("voided_at", instant()),
                ("after", models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="next", to="documents.givennumber")),
                ("document", models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="given_number", to="documents.document")),
                ("reserved_by", person()),
                ("series", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="numbers", to="documents.numberseries")),
                ("voided_by", person()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("series", "number"), name="number_given_once_in_its_series"),
                    models.CheckConstraint(
                        condition=(Q(document__isnull=False) & Q(void_reason="")) | (Q(document__isnull=True) & ~Q(purpose="")),
                        name="number_is_a_paper_or_reserved_or_void",
                    ),
                    models.CheckConstraint(
                        condition=Q(purpose="", reserved_by__isnull=True, reserved_at__isnull=True)
                        | (~Q(purpose="") & Q(reserved_by__isnull=False, reserved_at__isnull=False)),
                        name="reserved_number_says_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=Q(void_reason="", voided_by__isnull=True, voided_at__isnull=True)
                        | (~Q(void_reason="") & Q(voided_by__isnull=False, voided_at__isnull=False)),
                        name="void_number_says_who_and_when",
                    ),
                ],
            },
        ),
        migrations.RunPython(keep_numbers, forget_numbers),
        migrations.RemoveConstraint("document", "number_once_in_its_series"),
        migrations.RemoveConstraint("document", "series_and_its_number_together"),
        migrations.RemoveField("document", "series"),
        migrations.RemoveField("document", "series_number"),
        migrations.RemoveField("numberseries", "last_number"),
        migrations.AddField("document", "exception_reason", models.CharField(blank=True, max_length=300, verbose_name="why it is numbered late or dated back")),
        migrations.AddField("document", "explained_by", person()),
        migrations.AddField("document", "explained_at", instant()),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=Q(exception_reason="", explained_by__isnull=True, explained_at__isnull=True)
                | (~Q(exception_reason="") & Q(explained_by__isnull=False, explained_at__isnull=False)),
                name="exception_says_who_explained_it_and_when",
            ),
        ),
        # SQLite makes a changed table anew, without its triggers: they come last.
        migrations.RunPython(guard, unguard),
    ]
