"""A later document changes the rule of a target group: its posts, its kinds of units, its day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('officials', '0008_words_of_names'),
        ('plans', '0014_a_group_is_amended'),
    ]

    operations = [
        migrations.CreateModel(
            name='AmendedRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kinds_before', models.JSONField(verbose_name='kinds of units before')),
                ('kinds_after', models.JSONField(verbose_name='kinds of units after')),
                ('on_before', models.DateField(verbose_name='as of before')),
                ('on_after', models.DateField(verbose_name='as of after')),
            ],
        ),
        migrations.CreateModel(
            name='AmendedRulePost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('adds', models.BooleanField(verbose_name='brings the post into the rule')),
            ],
        ),
        migrations.CreateModel(
            name='StayingPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='amendedpost',
            name='an_amended_post_says_why',
        ),
        migrations.AddField(
            model_name='amendedpost',
            name='by_rule',
            field=models.BooleanField(default=False, verbose_name='by the rule'),
        ),
        migrations.AlterField(
            model_name='amendedpost',
            name='reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='reason'),
        ),
        migrations.AddConstraint(
            model_name='amendedpost',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by_rule', True), ('official__isnull', True), ('reason', '')), models.Q(models.Q(('by_rule', False)), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='an_amended_post_says_why'),
        ),
        migrations.AddField(
            model_name='amendedrule',
            name='amendment',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rule', to='plans.planamendment'),
        ),
        migrations.AddField(
            model_name='amendedrulepost',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officials.post'),
        ),
        migrations.AddField(
            model_name='amendedrulepost',
            name='rule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='plans.amendedrule'),
        ),
        migrations.AddField(
            model_name='stayingpost',
            name='rule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staying', to='plans.amendedrule'),
        ),
        migrations.AddField(
            model_name='stayingpost',
            name='target_post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.targetpost'),
        ),
        migrations.AddConstraint(
            model_name='amendedrulepost',
            constraint=models.UniqueConstraint(fields=('rule', 'post'), name='a_post_of_a_rule_is_amended_once_by_an_amendment'),
        ),
        migrations.AddConstraint(
            model_name='stayingpost',
            constraint=models.UniqueConstraint(fields=('rule', 'target_post'), name='a_post_stays_once_by_an_amendment'),
        ),
    ]
