
import django.db.models.deletion
from django.db import migrations, models

from barnraise.ledger.triggers import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_removed_logs'),
        ('workbook', '0003_checklists_and_rounds'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('field', models.CharField(max_length=200)),
                ('words', models.BooleanField()),
                ('names', models.BooleanField()),
                ('name', models.CharField(blank=True, max_length=80)),
                ('organization', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField()),
                ('log', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='erasures', to='workbook.workbook')),
            ],
        ),
        migrations.CreateModel(
            name='Erased',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('log', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='erased', to='workbook.workbook')),
                ('erasure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='erased', to='workbook.erasure')),
            ],
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.UniqueConstraint(fields=('log', 'key'), name='workbook_erasure_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='erased',
            constraint=models.UniqueConstraint(fields=('log', 'key', 'erasure'), name='workbook_erased_once'),
        ),
        *append_only("workbook_erasure"),
        *append_only("workbook_erased"),
    ]
