"""A summons that a letter has corrected keeps the days of before the first letter, not those of today."""

from django.db import migrations


def keep(apps, _editor):
    corrections = apps.get_model("answers", "SummonsCorrection").objects.select_related("summons")
    # The first letter is the last to be written, so what it found stays.
    for correction in corrections.order_by("-pk"):
        correction.summons.says_from = correction.first_day_before
        correction.summons.says_until = correction.last_day_before
        correction.summons.save(update_fields=["says_from", "says_until"])


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0002_letters_correct_summonses"),
        ("cohorts", "0005_what_issued_summonses_say"),
    ]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
