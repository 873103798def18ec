

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('instruments', '0001_editions_and_offers'),
        ('partnerships', '0001_table_and_links'),
    ]

    operations = [
        migrations.CreateModel(
            name='Workbook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0)),
                ('bytes_kept', models.PositiveBigIntegerField(default=0)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='workbooks', to='instruments.edition')),
                ('partnership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='workbook', to='partnerships.partnership')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('digest', models.CharField(max_length=64)),
                ('payload', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.member')),
                ('log', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='set_aside', to='workbook.workbook')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField()),
                ('key', models.UUIDField()),
                ('field', models.CharField(max_length=200)),
                ('value', models.JSONField()),
                ('replaces', models.JSONField(default=list)),
                ('edition', models.CharField(blank=True, max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('name', models.CharField(blank=True, max_length=80)),
                ('organization', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='partnerships.member')),
                ('log', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='workbook.workbook')),
            ],
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=200)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='stands', to='workbook.entry')),
                ('log', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standing', to='workbook.workbook')),
            ],
            options={
                'indexes': [models.Index(fields=['log', 'field'], name='workbook_standing_by_field')],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='instruments.edition')),
                ('workbook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='workbook.workbook')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workbook', 'number'), name='workbook_one_round_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=200)),
                ('key', models.UUIDField()),
                ('log', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replacements', to='workbook.workbook')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('log', 'field', 'key'), name='workbook_replaced_once')],
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['log', 'field'], name='workbook_entry_by_field'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('log', 'key'), name='workbook_entry_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('log', 'version'), name='workbook_entry_in_order'),
        ),
    ]
