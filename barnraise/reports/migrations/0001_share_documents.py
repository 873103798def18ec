from django.db import migrations

RAISE = """
CREATE UNLOGGED TABLE reports_document (
  key varchar(64) PRIMARY KEY,
  server varchar(16) NOT NULL,
  touched timestamptz NOT NULL,
  outcome varchar(16),
  facts text NOT NULL DEFAULT '',
  data bytea
)
"""


def share_documents(apps, editor):
    """Servers of one PostgreSQL share documents; on SQLite the one that serves keeps its own.

    No model, and not written ahead: what lies here for minutes is no part of backups or standbys.
    """
    if editor.connection.vendor == "postgresql":
        editor.execute(RAISE)


def unshare_documents(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TABLE IF EXISTS reports_document")


class Migration(migrations.Migration):
    dependencies = []

    operations = [migrations.RunPython(share_documents, unshare_documents)]
