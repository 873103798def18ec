"""The whole visit: folder first, then the database, then what it holds, from one snapshot."""

from collections.abc import Iterator
from pathlib import Path

from django.db import DatabaseError
from django.db import connection as live

from barnraise.house.backups.connections import snapshot
from barnraise.house.doctor import contents, database, folder
from barnraise.house.doctor.findings import Finding, error, note
from barnraise.house.env import Env


def findings(env: Env) -> Iterator[Finding]:
    """Everything found, the gravest not necessarily first."""
    yield from folder.findings(env)
    if live.vendor == "sqlite" and not Path(str(live.settings_dict["NAME"])).exists():
        yield note("There is no database yet.", "`barnraise run` makes one.")
        return
    try:
        with snapshot() as found:
            yield from database.findings(found)
            unfit = list(database.fit(found))
            yield from unfit or contents.findings(found.alias)
    except DatabaseError as trouble:
        line = str(trouble).strip().partition("\n")[0]
        yield error(f"The database cannot be read: {line}.", database.RESTORE)
