"""Backups and links: one that was replaced opens nothing after a restore; the newest one does."""

import json

import pytest
from django.conf import settings

from barnraise.house.backups import erasures
from barnraise.house.backups.erasure_list import list_erasures
from barnraise.partnerships import links
from barnraise.partnerships.links import derived_token, digest, replace_link, resolve_token
from barnraise.partnerships.models import Member, Partnership, Role
from barnraise.workbook.erasure.remove_workbook import remove
from tests.cast import a_table
from tests.house.backups.conftest import Install


def tokens(install: Install) -> dict[str, str]:
    """Every link of the workbook as it is now; the keeper's is replaced for it."""
    table = Partnership.objects.get(pk=install.table.partnership.pk)
    derived = {str(role): derived_token(table, role) for role in (Role.WRITER, Role.READER)}
    return derived | {"keeper": install.table.token}


def replace_all(install: Install) -> dict[str, str]:
    table = Partnership.objects.get(pk=install.table.partnership.pk)
    return {str(role): replace_link(table, role) for role in Role}


def opens(token: str) -> str:
    found = resolve_token(token)
    return str(found[1]) if found else ""


def test_a_restore_over_the_database_revives_no_replaced_link(install: Install) -> None:
    old, path = tokens(install), install.back_up()
    new = replace_all(install)
    assert install.restore(path) is not None
    assert {role: opens(token) for role, token in old.items()} == dict.fromkeys(old, "")
    assert {role: opens(token) for role, token in new.items()} == {role: role for role in new}


def test_who_was_put_out_by_a_replacement_stays_out(install: Install) -> None:
    ben, path = install.table.writer, install.back_up()
    replace_link(install.table.partnership, Role.WRITER)
    install.restore(path)
    assert Member.objects.get(pk=ben.pk).link_was_replaced
    assert not Member.objects.get(pk=install.table.keeper.pk).link_was_replaced


def test_a_fresh_machine_knows_it_by_the_list_beside_the_backup(install: Install) -> None:
    old, path = tokens(install), install.back_up()
    new = replace_all(install)
    erasures.write_list(path.parent, erasures.in_database("default"))
    _as_it_was(install)
    assert opens(old["keeper"]) == "keeper"
    assert install.restore(path) is not None
    assert {role: opens(token) for role, token in old.items()} == dict.fromkeys(old, "")
    assert {role: opens(token) for role, token in new.items()} == {role: role for role in new}


def _as_it_was(install: Install) -> None:
    """Another machine: its database knows of no replacement."""
    first = {f"{role}_generation": 1 for role in Role.values}
    tables = Partnership.objects.filter(pk=install.table.partnership.pk)
    tables.update(keeper_digest=digest(install.table.token), **first)


def test_an_older_list_takes_nothing_back(install: Install) -> None:
    path = install.back_up()
    replace_all(install)
    erasures.write_list(path.parent, erasures.in_database("default"))
    newest, path = replace_all(install), install.back_up("two.barn")
    install.restore(path)
    assert {role: opens(token) for role, token in newest.items()} == {r: r for r in newest}


def test_the_list_holds_nothing_that_opens_anything(install: Install) -> None:
    new = replace_all(install)
    a_table("Sumac Hill")
    erasures.write_list(install.data, erasures.in_database("default"))
    [line] = (install.data / "erased.jsonl").read_text().splitlines()
    counts = {"keeper": 2, "writer": 2, "reader": 2, "digest": digest(new["keeper"])}
    assert json.loads(line) == {"workbook": install.table.slug, "links": counts}
    assert not any(token in line for token in new.values())
    assert not any(token[11:] in line for token in new.values())


def test_links_of_a_removed_workbook_leave_the_list(install: Install) -> None:
    replace_all(install)
    erasures.write_list(install.data, erasures.in_database("default"))
    remove(install.table.workbook)
    erasures.write_list(install.data, erasures.in_database("default"))
    rows = map(json.loads, (install.data / "erased.jsonl").read_text().splitlines())
    assert [row.get("links") for row in rows] == [None]


def test_the_running_server_writes_the_list_at_once(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA", install.data)
    links.ended.connect(list_erasures)
    try:
        path = f"/w/{install.table.slug}/links/writer/"
        assert install.table.client("keeper").post(path).status_code == 302
    finally:
        links.ended.disconnect(list_erasures)
    [line] = (install.data / "backups" / "erased.jsonl").read_text().splitlines()
    assert json.loads(line)["links"]["writer"] == 2


WRONG = [{}, {"keeper": 0}, {"reader": "2"}, {"writer": True}, {"digest": "x" * 64}, {"digest": 4}]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_line_that_makes_no_sense_is_kept_and_changes_nothing(
    install: Install, wrong: dict[str, object]
) -> None:
    sound = {"keeper": 9, "writer": 9, "reader": 9, "digest": "0" * 64}
    row = {"workbook": install.table.slug, "links": {**sound, **wrong} if wrong else {}}
    (install.data / erasures.NAME).write_text(json.dumps(row) + "\n")
    path = install.back_up()
    done = install.restore(path)
    assert done is not None
    assert done.unknown
    assert opens(install.table.token) == "keeper"
