from django.db import migrations

RAISE = """
CREATE UNLOGGED TABLE workbook_writing (
  member_id bigint PRIMARY KEY,
  log_id bigint NOT NULL,
  field varchar(200) NOT NULL,
  name varchar(120) NOT NULL,
  at timestamptz NOT NULL
)
"""


def share_signs(apps, editor):
    """Processes of one PostgreSQL share who is writing; on SQLite one process keeps it in memory.

    No model and no foreign key: what stands here for seconds is no part of backups or removals.
    """
    if editor.connection.vendor == "postgresql":
        editor.execute(RAISE)


def unshare_signs(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TABLE IF EXISTS workbook_writing")


class Migration(migrations.Migration):
    dependencies = [("workbook", "0004_erasures")]

    operations = [migrations.RunPython(share_signs, unshare_signs)]
