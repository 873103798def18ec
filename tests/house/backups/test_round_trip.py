"""What goes into a backup comes out again, on both engines: every row as it was."""

import stat

import pytest
from django.db import connection

from barnraise.house.backups.staging import staged
from barnraise.ledger import epochs
from barnraise.ledger.models import Epoch
from barnraise.workbook.history.as_of import as_of
from barnraise.workbook.history.milestones import MilestoneName, name_milestone
from barnraise.workbook.models import Entry, Workbook
from barnraise.workbook.state.milestones import milestones
from tests.cast import a_draft
from tests.house.backups.conftest import Install, quiet
from tests.house.backups.forge import members


def test_a_restore_brings_every_row_back_as_it_was(install: Install) -> None:
    before = install.state()
    path = install.back_up()
    install.say_more()
    assert install.state() != before
    assert install.restore(path) is not None
    assert install.state() == before


def test_after_a_restore_new_words_are_kept_as_ever(install: Install) -> None:
    path = install.back_up()
    install.say_more(5)
    install.restore(path)
    install.table.workbook.refresh_from_db()
    install.say_more()
    assert install.table.workbook.version == 6
    assert Entry.objects.filter(log=install.table.workbook).count() == 6


def test_a_restored_log_is_still_append_only(install: Install) -> None:
    install.restore(install.back_up())
    with pytest.raises(Exception, match="never changed or removed"):
        Entry.objects.update(name="Somebody else")


def test_a_milestone_comes_back_with_what_stood_then(install: Install) -> None:
    workbook, keeper = install.table.workbook, install.table.keeper
    workbook.keep([a_draft("answer/goal", choice="yes")], by=keeper)
    receipt = name_milestone(workbook, MilestoneName("First look"), by=keeper)
    then = as_of(workbook, receipt.version)
    path = install.back_up()
    install.say_more()
    install.restore(path)
    workbook.refresh_from_db()
    assert as_of(workbook, receipt.version).snapshot == then.snapshot
    assert [each.name for each in milestones(then.snapshot)] == ["First look"]


def test_a_restore_begins_a_new_epoch_each_time(install: Install) -> None:
    words = [epochs.current(fresh=True)]
    path = install.back_up()
    for _time in range(2):
        done = install.restore(path)
        assert done is not None
        words.append(epochs.current(fresh=True))
        assert words[-1] == done.epoch
    assert len(set(words)) == 3
    assert "restored a backup of" in Epoch.objects.order_by("-number")[0].reason


def test_the_old_database_and_the_old_keys_are_kept(install: Install) -> None:
    path = install.back_up()
    old = (install.data / "links.key").read_text()
    (install.data / "links.key").write_text("another key\n")
    done = install.restore(path)
    assert done is not None
    kept = [path for path in done.kept if path.name.startswith("links.key.before-restore-")]
    assert [path.read_text() for path in kept] == ["another key\n"]
    assert (install.data / "links.key").read_text() == old
    assert stat.S_IMODE((install.data / "links.key").stat().st_mode) == 0o600
    databases = [path for path in done.kept if ".key." not in path.name]
    assert len(databases) == (1 if connection.vendor == "sqlite" else 0)
    for path in databases:
        path.unlink()


def test_a_backup_may_leave_the_keys_out_and_then_they_stay(install: Install) -> None:
    path = install.back_up(with_keys=False)
    (install.data / "links.key").write_text("another key\n")
    install.restore(path)
    assert (install.data / "links.key").read_text() == "another key\n"
    assert b"keys/" not in path.read_bytes()


def test_nobody_else_may_read_a_backup(install: Install) -> None:
    assert stat.S_IMODE(install.back_up().stat().st_mode) == 0o600


def test_saying_no_changes_nothing(install: Install) -> None:
    path = install.back_up()
    install.say_more()
    before, epoch = install.state(), epochs.current(fresh=True)
    assert install.restore(path, agree=False) is None
    assert (install.state(), epochs.current(fresh=True)) == (before, epoch)


def test_nothing_is_left_lying_about(install: Install) -> None:
    path = install.back_up()
    with staged(path, install.data, quiet):
        pass
    names = {path.name for path in install.data.iterdir()}
    assert names == {"links.key", "secret.key", "one.barn"}


def test_two_backups_of_the_same_rows_differ_in_their_time_alone(install: Install) -> None:
    one, two = members(install.back_up("one.barn")), members(install.back_up("two.barn"))
    assert {name for name in one if one[name] != two[name]} <= {"manifest.json"}


def test_a_workbook_counts_what_it_holds(install: Install) -> None:
    install.restore(install.back_up())
    for workbook in Workbook.objects.all():
        assert workbook.version == workbook.entries.count()
