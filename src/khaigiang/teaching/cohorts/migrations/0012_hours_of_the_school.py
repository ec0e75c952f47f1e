from datetime import time

from django.db import migrations, models

# What a class was given where nobody said otherwise: it has the hours of its school from now on, which are the same
# until the school types others.
USUAL = {
    'morning_from': time(8),
    'morning_until': time(11, 30),
    'afternoon_from': time(14),
    'afternoon_until': time(17),
}


def follow_the_school(apps, _editor):
    apps.get_model('cohorts', 'TrainingClass').objects.filter(**USUAL).update(**dict.fromkeys(USUAL))


def have_the_usual_hours(apps, _editor):
    apps.get_model('cohorts', 'TrainingClass').objects.filter(morning_from=None).update(**USUAL)


class Migration(migrations.Migration):

    dependencies = [
        ('cohorts', '0011_places_by_class'),
        ('venues', '0006_services'),
    ]

    operations = [
        *(
            migrations.AlterField(
                model_name='trainingclass',
                name=name,
                field=models.TimeField(blank=True, null=True, verbose_name=name.replace('_', ' ')),
            )
            for name in USUAL
        ),
        migrations.RunPython(follow_the_school, have_the_usual_hours),
    ]
