
import barnraise.workbook.models.checklist
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0001_table_and_links'),
        ('workbook', '0002_append_only'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='opened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.member'),
        ),
        migrations.CreateModel(
            name='Brought',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(default=barnraise.workbook.models.checklist.new_word, max_length=16, unique=True)),
                ('document', models.TextField()),
                ('brought_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='brought', to='partnerships.device')),
                ('workbook', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='brought', to='workbook.workbook')),
            ],
            options={
                'verbose_name_plural': 'brought',
            },
        ),
    ]
