"""Two indexes hold all that a search asks for."""

from django.db import migrations, models

import khaigiang.ground.shared.fields


class Migration(migrations.Migration):
    dependencies = [("officials", "0005_own_values")]

    operations = [
        migrations.AlterField("official", "folded", models.CharField(editable=False, max_length=200)),
        migrations.AlterField(
            "official", "sort_key", khaigiang.ground.shared.fields.SortKeyField(editable=False, max_length=200)
        ),
        migrations.AddIndex(
            "official",
            models.Index(fields=["folded", "phone", "identity_number", "removed_at"], name="official_as_searched"),
        ),
        migrations.AddIndex("official", models.Index(fields=["sort_key", "folded", "removed_at"], name="official_in_order")),
    ]
