"""Need before dates; the database lets nobody hold more places than a committee or a quarter has."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "reservations_stay_within_places"
TABLE = "needs_reservation"
HELD = "coalesce((SELECT sum(one.places - one.lapsed) FROM needs_reservation AS one WHERE one.plan_id = NEW.plan_id"
ADDED = "NEW.places - NEW.lapsed"
OF_THE_COMMITTEE = (
    f"{HELD} AND one.committee_id = NEW.committee_id AND NOT (one.year = NEW.year AND one.quarter = NEW.quarter)), 0)"
    f" + {ADDED} > coalesce((SELECT quota.places FROM plans_quota AS quota WHERE quota.plan_id = NEW.plan_id"
    " AND quota.committee_id = NEW.committee_id), 0)"
)
OF_THE_QUARTER = (
    f"{HELD} AND one.year = NEW.year AND one.quarter = NEW.quarter AND one.committee_id <> NEW.committee_id), 0)"
    f" + {ADDED} > coalesce((SELECT target.places FROM plans_quartertarget AS target WHERE target.plan_id = NEW.plan_id"
    " AND target.year = NEW.year AND target.quarter = NEW.quarter),"
    " (SELECT sum(quota.places) FROM plans_quota AS quota WHERE quota.plan_id = NEW.plan_id), 0)"
)
TOO_MUCH = f"({OF_THE_COMMITTEE} OR {OF_THE_QUARTER})"
# Places may have been taken from a committee meanwhile: what is held then may shrink, but not grow.
WRONG = {
    "INSERT": TOO_MUCH,
    "UPDATE": f"{ADDED} > OLD.places - OLD.lapsed AND {TOO_MUCH}",
}


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for act, wrong in WRONG.items():
        name = f"{NAME}_{act.lower()}"
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF {wrong} THEN RAISE EXCEPTION '{NAME}' USING ERRCODE = 'check_violation', CONSTRAINT = '{NAME}';"
                " END IF; RETURN NEW; END $$"
            )
            editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()")
        else:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {TABLE} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
            )


def unguard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for act in WRONG:
        name = f"{NAME}_{act.lower()}"
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {name} ON {TABLE}")
            editor.execute(f"DROP FUNCTION {name}()")
        else:
            editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('officials', '0008_words_of_names'),
        ('plans', '0010_numbers_of_their_own'),
        ('units', '0004_removed_offices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NeedSurvey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='what is asked for')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('due_on', models.DateField(verbose_name='to be answered by')),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officials.post', verbose_name='post')),
            ],
        ),
        migrations.CreateModel(
            name='Reservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('quarter', models.PositiveSmallIntegerField(verbose_name='quarter')),
                ('places', models.PositiveIntegerField(verbose_name='places')),
                ('lapsed', models.PositiveIntegerField(default=0, verbose_name='lapsed')),
                ('lapsed_at', models.DateTimeField(blank=True, null=True)),
                ('reserved_at', models.DateTimeField()),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='units.office')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='plans.plan')),
                ('reserved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ReservationRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days_before', models.PositiveSmallIntegerField(verbose_name='lapses so many days before the class begins')),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reservation_rule', to='plans.plan')),
            ],
        ),
        migrations.CreateModel(
            name='StatedNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.PositiveIntegerField(default=0, verbose_name='first quarter')),
                ('second', models.PositiveIntegerField(default=0, verbose_name='second quarter')),
                ('third', models.PositiveIntegerField(default=0, verbose_name='third quarter')),
                ('fourth', models.PositiveIntegerField(default=0, verbose_name='fourth quarter')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                ('stated_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stated_needs', to='units.office')),
                ('stated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='needs.needsurvey')),
            ],
        ),
        migrations.AddConstraint(
            model_name='needsurvey',
            constraint=models.UniqueConstraint(fields=('post', 'year'), name='need_asked_once_for_a_post_and_year'),
        ),
        migrations.AddConstraint(
            model_name='reservation',
            constraint=models.UniqueConstraint(fields=('plan', 'committee', 'year', 'quarter'), name='committee_reserves_once_in_a_quarter'),
        ),
        migrations.AddConstraint(
            model_name='reservation',
            constraint=models.CheckConstraint(condition=models.Q(('lapsed__lte', models.F('places'))), name='no_more_lapses_than_was_reserved'),
        ),
        migrations.AddConstraint(
            model_name='reservation',
            constraint=models.CheckConstraint(condition=models.Q(('quarter__range', (1, 4))), name='reserved_quarter_is_one_to_four'),
        ),
        migrations.AddConstraint(
            model_name='reservation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lapsed', 0), ('lapsed_at__isnull', True)), models.Q(('lapsed__gt', 0), ('lapsed_at__isnull', False)), _connector='OR'), name='lapsed_places_say_when'),
        ),
        migrations.AddConstraint(
            model_name='reservationrule',
            constraint=models.CheckConstraint(condition=models.Q(('days_before__range', (1, 90))), name='places_lapse_within_a_quarter'),
        ),
        migrations.AddConstraint(
            model_name='statedneed',
            constraint=models.UniqueConstraint(fields=('survey', 'committee'), name='committee_states_its_need_once_in_a_survey'),
        ),
        migrations.AddConstraint(
            model_name='statedneed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first', 0), ('fourth', 0), ('second', 0), ('stated_at__isnull', True), ('stated_by__isnull', True), ('third', 0)), models.Q(('stated_at__isnull', False), ('stated_by__isnull', False)), _connector='OR'), name='stated_need_says_who_and_when'),
        ),
        migrations.RunPython(guard, unguard),
    ]
