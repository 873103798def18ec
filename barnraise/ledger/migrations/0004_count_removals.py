from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_removed_logs'),
    ]

    operations = [
        migrations.AddField(
            model_name='epoch',
            name='removals',
            field=models.PositiveBigIntegerField(default=0),
        ),
    ]
