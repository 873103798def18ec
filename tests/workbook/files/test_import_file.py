"""Opening a file where things are already: the same workbook, its links, its questions."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from barnraise.instruments.dump import dump
from barnraise.instruments.imported_editions import import_edition
from barnraise.instruments.models import CARRIED, Edition
from barnraise.instruments.publish import find, load_built_in, offered, publish
from barnraise.partnerships.links import derived_token, resolve_token
from barnraise.partnerships.models import Partnership, Role
from barnraise.workbook.checklists.versions import move_on
from barnraise.workbook.example.create import remove
from barnraise.workbook.files.consistency import draft_of
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.files.import_file import HereAlready, Imported, import_file, made_of
from barnraise.workbook.files.layout import checksum
from barnraise.workbook.files.read_file import read
from barnraise.workbook.models import Workbook
from barnraise.workbook.models.checklist import ChecklistDraft
from barnraise.workbook.rounds.advance import move, newer
from barnraise.workbook.rounds.start import start_on_own
from barnraise.workbook.state.load import snapshot_of
from tests.cast import (
    SMALL_SET,
    Table,
    a_draft,
    a_seat,
    a_small_edition,
    a_table,
    forget_everything,
)
from tests.workbook.files.conftest import state

pytestmark = pytest.mark.django_db


def opened(file: bytes, *, as_copy: bool = False) -> Imported:
    """The same as `open_file`, without a process of its own."""
    return made_of(read(file), as_copy=as_copy)


def changed(file: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    tree = json.loads(file)
    change(tree)
    return json.dumps({**tree, "sha256": checksum(tree)}).encode()


def test_a_workbook_that_is_here_is_not_touched(file: bytes) -> None:
    before = state()
    with pytest.raises(HereAlready) as here:
        import_file(file)
    assert here.value.slug == json.loads(file)["partnership"]["slug"]
    assert state() == before


def test_a_copy_is_a_workbook_of_its_own_and_says_so(rich: Table, file: bytes) -> None:
    before = export_file(rich.workbook)
    copied = opened(file, as_copy=True)
    assert copied.is_copy
    assert copied.workbook.partnership.slug != rich.slug
    assert copied.workbook.partnership.name == f"{rich.partnership.name} (copy)"
    seat = a_seat(copied.workbook.partnership, Role.KEEPER).member
    copied.workbook.keep([a_draft("answer/plan", choice="yes")], by=seat)
    assert export_file(rich.workbook) == before


@pytest.mark.parametrize("name", ["", "x" * 120])
def test_the_name_of_a_copy_fits_and_says_that_it_is_one(name: str) -> None:
    table = a_table(name)
    copied = opened(export_file(table.workbook), as_copy=True).workbook.partnership.name
    assert copied.endswith(" (copy)")
    assert 7 < len(copied) <= 120


def test_asking_for_a_copy_where_there_is_nothing_to_copy_opens_the_workbook(file: bytes) -> None:
    forget_everything()
    found = opened(file, as_copy=True)
    assert not found.is_copy
    assert found.workbook.partnership.slug == json.loads(file)["partnership"]["slug"]


def test_links_of_an_earlier_life_open_nothing(rich: Table, file: bytes) -> None:
    """The key of the links is the server's, so the same name could make the same link."""
    old = [derived_token(rich.partnership, role) for role in (Role.WRITER, Role.READER)]
    assert all(resolve_token(token) for token in old)
    remove(rich.partnership)
    found = opened(file)
    assert [resolve_token(token) for token in [*old, rich.token]] == [None, None, None]
    assert resolve_token(found.token) == (found.workbook.partnership, Role.KEEPER)


def test_nobody_who_had_a_place_has_one_now(rich: Table, file: bytes) -> None:
    clients = [rich.client(who) for who in ("keeper", "writer", "reader")]
    remove(rich.partnership)
    opened(file)
    assert {client.get(f"/w/{rich.slug}/").status_code for client in clients} == {404}


def test_what_was_read_under_the_same_name_before_is_not_shown(rich: Table, file: bytes) -> None:
    """Pages are remembered by version; another file may bring the same name and version."""
    before = snapshot_of(rich.workbook)
    remove(rich.partnership)

    def other(tree: dict[str, Any]) -> None:
        [entry] = [each for each in tree["entries"] if each["field"] == "text/text-1"]
        entry["value"] = {"text": "Not what was here."}
        entry["digest"] = draft_of(entry).digest

    after = snapshot_of(opened(changed(file, other)).workbook)
    assert after.version == before.version
    assert before.field_state("text/text-1").text != "Not what was here."
    assert after.field_state("text/text-1").text == "Not what was here."


def _as_version(text: str, version: int) -> str:
    return text.replace("version: 1", f"version: {version}")


def a_file_on(text: str) -> bytes:
    """The file of a workbook of another server, whose questions this one has never seen."""
    forget_everything()
    file = export_file(a_table("Elsewhere", publish(text).edition).workbook)
    forget_everything()
    return file


def test_questions_from_elsewhere_never_become_a_version_of_a_set_of_this_host() -> None:
    text = SMALL_SET.read_text(encoding="utf-8")
    file = a_file_on(_as_version(text, 99).replace("A shared goal", "Send us money"))
    ours = a_table("Ours", a_small_edition())
    theirs = opened(file).workbook
    assert theirs.instrument.version == 99
    assert theirs.edition.key.startswith(CARRIED)
    assert newer(ours.workbook) is None
    assert find("small-set") == ours.workbook.edition
    assert theirs.edition not in offered()
    later = publish(_as_version(text, 2)).edition
    assert newer(ours.workbook) == later
    assert export_file(theirs) == file


def test_a_workbook_from_elsewhere_can_move_to_newer_questions_of_this_host() -> None:
    text = SMALL_SET.read_text(encoding="utf-8")
    file = a_file_on(text.replace("A shared goal", "Our shared goal"))
    later = publish(_as_version(text, 2)).edition
    theirs = opened(file).workbook
    assert newer(theirs) == later
    move(theirs, later, by=a_seat(theirs.partnership, Role.KEEPER).member)
    again = export_file(theirs)
    forget_everything()
    assert export_file(opened(again).workbook) == again


def test_questions_that_came_early_are_still_published_and_offered_later(db: None) -> None:
    """A file may bring the very questions that the next version of the program offers."""
    load_built_in()
    document = offered()[0].document
    forget_everything()
    [carried] = import_edition([document], "word").values()
    assert carried.is_carried
    assert offered() == []
    load_built_in()
    [now] = offered()
    assert (now.pk, now.key, now.is_carried) == (carried.pk, "partnership-readiness", False)


def _own() -> Workbook:
    return start_on_own(a_small_edition().instrument, "Maple Street").workbook


def test_a_checklist_of_one_s_own_stays_one_s_own(db: None) -> None:
    file = export_file(_own())
    forget_everything()
    workbook = opened(file).workbook
    assert workbook.edition.key == workbook.instrument.key
    assert export_file(workbook) == file


def test_a_copy_and_its_original_go_on_with_their_own_questions(db: None) -> None:
    first = _own()
    second = opened(export_file(first), as_copy=True).workbook
    for workbook, label in ((second, "Theirs"), (first, "Ours")):
        keeper = a_seat(workbook.partnership, Role.KEEPER)
        text = dump(workbook.instrument).replace("A shared goal", label)
        brought = ChecklistDraft.objects.create(device=keeper.member.device, document=text)
        move_on(brought, workbook, by=keeper.member)
        assert [newer(each) for each in (first, second)] == [None, None]
    labels = [str(each.instrument.questions[0].label) for each in (first, second)]
    assert labels == ["Ours", "Theirs"]
    for each in (first, second):
        each.refresh_from_db()
        whole = export_file(each)
        read(whole)


def test_a_file_cannot_put_questions_before_somebody_else_s_own(db: None) -> None:
    """Its key is in every file of that workbook; newer questions under it are not its keeper's."""
    ours = _own()
    theirs = dump(ours.instrument).replace("version: 1", "version: 7").replace("goal", "aim")
    [carried] = import_edition([theirs], "word").values()
    assert carried.key.startswith(CARRIED)
    assert newer(ours) is None


def test_the_same_editions_are_kept_once(rich: Table, file: bytes) -> None:
    before = Edition.objects.count()
    opened(file, as_copy=True)
    assert Edition.objects.count() == before


def test_a_file_that_comes_twice_at_once_is_opened_once(
    file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both look, neither sees the other's; the database lets one of them in."""
    forget_everything()
    tree = read(file)
    made_of(tree, as_copy=False)
    monkeypatch.setattr("barnraise.workbook.files.import_file._is_here", lambda _slug: False)
    with pytest.raises(HereAlready):
        made_of(tree, as_copy=False)
    assert Partnership.objects.count() == 1
