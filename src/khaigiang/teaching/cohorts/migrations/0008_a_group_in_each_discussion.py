import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def seat_everybody_in_each_discussion(apps, _editor):
    """Who sat in one group sat in it in every discussion of the programme."""
    enrolments = apps.get_model("cohorts", "Enrolment").objects.filter(group__isnull=False)
    items = apps.get_model("curriculum", "ProgrammeItem").objects.filter(kind="discussion")
    seats = apps.get_model("cohorts", "GroupSeat").objects
    held = {}
    for version_id in items.values_list("version", flat=True):
        held[version_id] = held.get(version_id, 0) + 1
    grouped = enrolments.values_list("pk", "group__number", "training_class__version")
    seats.bulk_create(
        seats.model(enrolment_id=pk, discussion=discussion, group=number)
        for pk, number, version_id in grouped
        for discussion in range(1, max(1, held.get(version_id, 0)) + 1)
    )


class Migration(migrations.Migration):

    dependencies = [
        ("cohorts", "0007_runs_tell_why_nothing_fits"),
        ("curriculum", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("discussion", models.PositiveSmallIntegerField()),
                ("group", models.PositiveSmallIntegerField(verbose_name="group")),
                ("is_pinned", models.BooleanField(default=False)),
                ("enrolment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="cohorts.enrolment")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "discussion"), name="one_group_in_each_discussion"),
                    models.CheckConstraint(condition=models.Q(("discussion__gte", 1), ("group__gte", 1)), name="groups_count_from_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("made", "groups made"), ("swapped", "two people swapped"), ("moved", "a person moved"), ("dissolved", "groups dissolved")], max_length=10)),
                ("before", models.JSONField(default=list)),
                ("after", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("made_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("training_class", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="group_changes", to="cohorts.trainingclass")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("done_at__isnull", True)), fields=("training_class",), name="one_proposal_for_the_groups_of_a_class"),
                    models.CheckConstraint(condition=models.Q(("undone_at__isnull", True), ("done_at__isnull", False), _connector="OR"), name="only_what_was_done_is_undone"),
                ],
            },
        ),
        migrations.RunPython(seat_everybody_in_each_discussion, migrations.RunPython.noop, elidable=False),
    ]
