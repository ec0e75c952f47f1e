"""Papers are initialled, sealed and sent in copies; the database lets nobody change an issued one.

Triggers on both engines. SQLite makes a changed table anew, without its triggers: a later migration that changes
documents_document takes this one away first and brings it back last.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, Q

NAME = "issued_paper_never_changes"
KEPT = (
    "state", "number", "period", "issued_on", "abstract", "issuer_id", "kind", "written_here", "is_secret",
    "signer_name", "signer_title", "signed_on", "initialler_name",
)  # fmt: skip
KEPT_ONCE = ("docx_id", "pdf_id")
WRONG = (
    f"OLD.state = 'issued' AND OLD.written_here AND ({' OR '.join(f'NEW.{one} <> OLD.{one}' for one in KEPT)}"
    f" OR NEW.issued_on IS NULL OR NEW.signed_on IS NULL"
    f" OR {' OR '.join(f'(OLD.{one} IS NOT NULL AND coalesce(NEW.{one}, 0) <> OLD.{one})' for one in KEPT_ONCE)})"
)


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {WRONG} THEN RAISE EXCEPTION '{NAME}' USING ERRCODE = 'check_violation', CONSTRAINT = '{NAME}';"
            " END IF; RETURN NEW; END $$"
        )
        editor.execute(f"CREATE TRIGGER {NAME} BEFORE UPDATE ON documents_document FOR EACH ROW EXECUTE FUNCTION {NAME}()")
    else:
        editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON documents_document WHEN {WRONG}"
            f" BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
        )


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {NAME} ON documents_document")
        editor.execute(f"DROP FUNCTION {NAME}()")
    else:
        editor.execute(f"DROP TRIGGER {NAME}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_given_numbers"), ("units", "0001_initial")]

    operations = [
        migrations.AlterField("document", "state", models.CharField(choices=[("draft", "draft"), ("initialled", "initialled"), ("signed", "signed"), ("issued", "issued")], default="draft", max_length=10)),
        migrations.AddField("document", "initialler_name", models.CharField(blank=True, max_length=120, verbose_name="initialled by")),
        migrations.AddField("document", "initialled_on", models.DateField(blank=True, null=True, verbose_name="initialled on")),
        migrations.AddField("document", "sealed_on", models.DateField(blank=True, null=True, verbose_name="sealed on")),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=Q(initialler_name="", initialled_on__isnull=True)
                | (~Q(initialler_name="") & Q(initialled_on__isnull=False)),
                name="initialled_by_somebody_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=Q(sealed_on__isnull=True) | Q(state="issued", sealed_on__gte=F("issued_on")),
                name="paper_is_sealed_after_it_is_issued",
            ),
        ),
        migrations.CreateModel(
            name="Copy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recipient", models.CharField(max_length=200, verbose_name="recipient")),
                ("sent_on", models.DateField(verbose_name="sent on")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="received on")),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="documents.document")),
                ("office", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.office")),
            ],
            options={
                "verbose_name_plural": "copies",
                "constraints": [
                    models.UniqueConstraint(fields=("document", "recipient"), name="copy_once_per_paper_and_recipient"),
                    models.CheckConstraint(
                        condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
                        name="copy_is_received_after_it_was_sent",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
