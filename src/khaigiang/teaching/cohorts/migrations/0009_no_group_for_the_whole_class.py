from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("cohorts", "0008_a_group_in_each_discussion"),
    ]

    operations = [
        migrations.RemoveField(model_name="enrolment", name="group"),
        migrations.DeleteModel(name="DiscussionGroup"),
    ]
