"""Items of one kind and title are one topic through all versions of their programme."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def join(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    items, topics = (apps.get_model("curriculum", name).objects for name in ("ProgrammeItem", "Topic"))
    for item in items.filter(topic__isnull=True).select_related("version").order_by("pk"):
        asked = {"programme_id": item.version.programme_id, "kind": item.kind, "title": item.title}
        item.topic = topics.filter(**asked).first() or topics.create(**asked)
        item.save(update_fields=["topic"])


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0004_topics_through_all_versions_and_steps")]

    operations = [migrations.RunPython(join, migrations.RunPython.noop)]
