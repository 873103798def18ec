import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0001_table_and_links'),
        ('workbook', '0005_who_is_writing'),
    ]

    operations = [
        migrations.RenameModel('Brought', 'ChecklistDraft'),
        migrations.AlterModelOptions(
            name='checklistdraft',
            options={'verbose_name_plural': 'checklist drafts'},
        ),
        migrations.AlterField(
            model_name='checklistdraft',
            name='device',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checklist_drafts', to='partnerships.device'),
        ),
        migrations.AlterField(
            model_name='checklistdraft',
            name='workbook',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='checklist_drafts', to='workbook.workbook'),
        ),
    ]
