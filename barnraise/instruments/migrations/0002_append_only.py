from django.db import migrations

from barnraise.ledger.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_permit"),
        ("instruments", "0001_editions_and_offers"),
    ]

    operations = append_only("instruments_edition")
