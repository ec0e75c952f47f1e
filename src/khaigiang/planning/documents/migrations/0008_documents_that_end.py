"""A document may have a last day in force. SQLite makes the changed table anew, so its trigger is set again."""

from importlib import import_module

from django.db import migrations, models
from django.db.models import F, Q

life = import_module("khaigiang.planning.documents.migrations.0004_the_whole_life_of_a_paper")


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_drafts_that_come_back")]

    operations = [
        migrations.RunPython(life.unguard, life.guard),
        migrations.AddField(
            "document", "last_day", models.DateField(blank=True, null=True, verbose_name="last day in force")
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                name="document_ends_after_it_is_issued",
                condition=Q(last_day__isnull=True) | Q(issued_on__isnull=False, last_day__gte=F("issued_on")),
            ),
        ),
        migrations.RunPython(life.guard, life.unguard),
    ]
