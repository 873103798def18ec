
import barnraise.partnerships.models
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('first_seen', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('who', models.CharField(max_length=32)),
                ('window', models.DateTimeField(db_index=True)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'who', 'window'), name='partnerships_one_counter')],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(default=barnraise.partnerships.models.new_slug, max_length=16, unique=True)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('example_until', models.DateTimeField(blank=True, db_index=True, null=True)),
                ('keeper_digest', models.CharField(max_length=64, unique=True)),
                ('keeper_generation', models.PositiveIntegerField(default=1)),
                ('writer_generation', models.PositiveIntegerField(default=1)),
                ('reader_generation', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('keeper_digest'), 64), name='partnerships_keeper_digest_is_sha256')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('keeper', 'keeper'), ('writer', 'writer'), ('reader', 'reader')], max_length=8)),
                ('generation', models.PositiveIntegerField()),
                ('name', models.CharField(blank=True, max_length=80)),
                ('organization', models.CharField(blank=True, max_length=120)),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='partnerships.device')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('partnership', 'device'), name='partnerships_one_place_per_device'), models.CheckConstraint(condition=models.Q(('role__in', ['keeper', 'writer', 'reader'])), name='partnerships_member_role_is_known')],
            },
        ),
    ]
