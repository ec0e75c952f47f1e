"""A birth is kept as far as its source knows it: "1975", "1975-05" or "1975-05-19"; what was a day stays that day."""

from django.db import migrations, models
from django.db.models import Q

FORM = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


class Migration(migrations.Migration):
    dependencies = [
        ("officials", "0006_official_as_searched"),
    ]

    operations = [
        migrations.AlterField(
            "official", "born_on", models.CharField(blank=True, max_length=10, default="", verbose_name="date of birth")
        ),
        migrations.AlterField(
            "official", "born_on", models.CharField(blank=True, max_length=10, verbose_name="date of birth")
        ),
        migrations.AddConstraint(
            "official",
            models.CheckConstraint(
                condition=Q(born_on="") | Q(born_on__regex=FORM), name="birth_is_known_by_day_by_month_or_by_year"
            ),
        ),
    ]
