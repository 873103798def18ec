"""A backup that is made while eight people write is one moment of it, whole."""

import shutil
from pathlib import Path

from tests.faults.checking import entries, stands
from tests.faults.figures import Tries
from tests.faults.install import a_server
from tests.faults.server import Server, engine
from tests.faults.storm import Storm


def test_a_backup_made_under_load_holds_one_moment(folder: Path) -> None:
    tries = Tries("backups while writing", engine=engine(), short=1, long=20)
    with a_server(folder / "live") as server:
        for number, chance in tries:
            storm = Storm(server, chance, many=8)
            copy = folder / f"{number}.barn"
            with storm.raging():
                storm.until(80)
                before = {key for each in storm.devices for key in each.acknowledged}
                done = server.command("backup", "-o", str(copy))
                assert done.returncode == 0, done.stderr
                storm.until(20)
            restored = Server(folder / f"restored-{number}")
            done = restored.command("restore", str(copy), "--yes")
            assert done.returncode == 0, done.stderr
            there = entries(restored, storm.place.slug)
            live = entries(server, storm.place.slug)
            assert there == live[: len(there)]  # a beginning of the log, without a gap
            assert before <= {row.id for row in there}
            doctor = restored.command("doctor")
            assert doctor.returncode == 0, doctor.stdout
            fields = len(stands(there))
            tries.count(rows=len(there), acknowledged_before=len(before), fields=fields, lost=0)
            shutil.rmtree(restored.data)
            copy.unlink()
