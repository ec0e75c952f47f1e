from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):

    dependencies = [('cohorts', '0012_hours_of_the_school')]

    operations = [
        migrations.AddConstraint(
            model_name='trainingclass',
            constraint=models.CheckConstraint(
                name='class_has_hours_of_its_own_whole_or_none',
                condition=Q(
                    morning_from__isnull=True,
                    morning_until__isnull=True,
                    afternoon_from__isnull=True,
                    afternoon_until__isnull=True,
                )
                | Q(
                    morning_from__isnull=False,
                    morning_until__isnull=False,
                    afternoon_from__isnull=False,
                    afternoon_until__isnull=False,
                    morning_from__lt=F('morning_until'),
                    morning_until__lte=F('afternoon_from'),
                    afternoon_from__lt=F('afternoon_until'),
                ),
            ),
        ),
    ]
