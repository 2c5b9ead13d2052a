# fmt: off

import django.db.models.deletion
import omah.core.people.access
import omah.core.activities.facts
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('office', models.CharField(blank=True, db_index=True, max_length=13)),
                ('division', models.CharField(blank=True, choices=[(omah.core.people.access.Division['CHAIR'], omah.core.people.access.Division['CHAIR']), (omah.core.people.access.Division['FINANCE'], omah.core.people.access.Division['FINANCE']), (omah.core.people.access.Division['VOTERS_DATA'], omah.core.people.access.Division['VOTERS_DATA']), (omah.core.people.access.Division['TECHNICAL'], omah.core.people.access.Division['TECHNICAL']), (omah.core.people.access.Division['OUTREACH'], omah.core.people.access.Division['OUTREACH']), (omah.core.people.access.Division['LAW'], omah.core.people.access.Division['LAW'])], max_length=40)),
                ('kind', models.CharField(choices=[(omah.core.activities.facts.Kind['ASSEMBLY'], omah.core.activities.facts.Kind['ASSEMBLY']), (omah.core.activities.facts.Kind['MEETING'], omah.core.activities.facts.Kind['MEETING']), (omah.core.activities.facts.Kind['PLENARY'], omah.core.activities.facts.Kind['PLENARY']), (omah.core.activities.facts.Kind['WEBINAR'], omah.core.activities.facts.Kind['WEBINAR']), (omah.core.activities.facts.Kind['TRAINING'], omah.core.activities.facts.Kind['TRAINING']), (omah.core.activities.facts.Kind['VISIT'], omah.core.activities.facts.Kind['VISIT'])], max_length=12)),
                ('title', models.CharField(max_length=160)),
                ('series', models.CharField(blank=True, max_length=80)),
                ('host', models.CharField(blank=True, max_length=120)),
                ('mode', models.CharField(choices=[(omah.core.activities.facts.Mode['IN_PERSON'], omah.core.activities.facts.Mode['IN_PERSON']), (omah.core.activities.facts.Mode['ONLINE'], omah.core.activities.facts.Mode['ONLINE']), (omah.core.activities.facts.Mode['HYBRID'], omah.core.activities.facts.Mode['HYBRID'])], max_length=14)),
                ('place', models.CharField(blank=True, max_length=160)),
                ('channel', models.CharField(blank=True, max_length=80)),
                ('begins_at', models.DateTimeField(db_index=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('purpose', models.TextField(blank=True, max_length=1000)),
                ('summary', models.TextField(blank=True, max_length=8000)),
                ('parties', models.TextField(blank=True, max_length=8000)),
                ('decisions', models.TextField(blank=True, max_length=8000)),
                ('letter_sender', models.CharField(blank=True, max_length=120)),
                ('letter_number', models.CharField(blank=True, max_length=80)),
                ('letter_day', models.DateField(blank=True, null=True)),
                ('letter_about', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('news_page', models.PositiveBigIntegerField(null=True)),
                ('report_sha256', models.CharField(blank=True, max_length=64)),
                ('reported_at', models.DateTimeField(null=True)),
                ('join_code', models.CharField(max_length=12, null=True, unique=True)),
                ('presence_code', models.CharField(blank=True, max_length=12)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post')),
            ],
            options={
                'ordering': ['-begins_at'],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=120)),
                ('ending', models.CharField(max_length=5)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='activities.activity')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=300)),
                ('who', models.CharField(blank=True, max_length=120)),
                ('due', models.DateField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='activities.activity')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='people.post')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Named',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('part', models.CharField(choices=[(omah.core.activities.facts.Part['LEADER'], omah.core.activities.facts.Part['LEADER']), (omah.core.activities.facts.Part['OPENER'], omah.core.activities.facts.Part['OPENER']), (omah.core.activities.facts.Part['SPEAKER'], omah.core.activities.facts.Part['SPEAKER']), (omah.core.activities.facts.Part['MODERATOR'], omah.core.activities.facts.Part['MODERATOR'])], max_length=12)),
                ('affiliation', models.CharField(blank=True, max_length=120)),
                ('topic', models.CharField(blank=True, max_length=200)),
                ('words', models.TextField(blank=True, max_length=1000)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named', to='activities.activity')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('body', models.CharField(blank=True, max_length=120)),
                ('number', models.CharField(max_length=12, unique=True)),
                ('secret_sha256', models.CharField(blank=True, db_index=True, max_length=64)),
                ('registered_at', models.DateTimeField(auto_now_add=True)),
                ('came_at', models.DateTimeField(null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='activities.activity')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('alt', models.CharField(max_length=200)),
                ('caption', models.CharField(blank=True, max_length=300)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='activities.activity')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('begins_at')), _connector='OR'), name='an_activity_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('reported_at__isnull', True), models.Q(('report_sha256', ''), _negated=True), _connector='XOR'), name='a_sent_report_is_kept'),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(('alt', ''), _negated=True), name='a_photo_says_what_it_shows'),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.UniqueConstraint(fields=('activity', 'sha256'), name='a_photo_once'),
        ),
    ]
