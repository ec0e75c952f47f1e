from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("units", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="is_corrected",
            field=models.BooleanField(default=False),
        ),
    ]
