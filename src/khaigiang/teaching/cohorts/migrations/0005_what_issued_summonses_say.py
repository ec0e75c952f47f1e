"""Summonses issued before keep the days of their classes: the first one that is not before the paper, and the last."""

from django.db import migrations


def keep(apps, _editor):
    summonses = apps.get_model("cohorts", "Summons").objects.filter(document__issued_on__isnull=False, says_from=None)
    for summons in summonses.select_related("document", "training_class"):
        days = sorted(summons.training_class.days.values_list("on", flat=True))
        if days:
            written_on = summons.document.issued_on
            summons.says_from = next((day for day in days if day >= written_on), days[0])
            summons.says_until = days[-1]
            summons.save(update_fields=["says_from", "says_until"])


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0004_an_issued_summons_stays_as_it_was")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
