from django.db import migrations

from barnraise.ledger.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_permit"),
        ("workbook", "0001_workbook_and_log"),
    ]

    operations = append_only("workbook_entry")
