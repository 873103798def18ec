"""Who wrote what in a file: this server knows of files it sealed itself, and marks all others."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from barnraise.partnerships.models import Role
from barnraise.reports.build.report import report_of
from barnraise.reports.formats import FORMATS
from barnraise.workbook.file_origin import FileOrigin, SealState
from barnraise.workbook.files.consistency import draft_of
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.files.import_file import made_of
from barnraise.workbook.files.layout import SINCE_FORM_2, checksum
from barnraise.workbook.files.read_file import read
from barnraise.workbook.files.seal import seal_state
from barnraise.workbook.models import Workbook
from tests.cast import Table, a_draft, a_seat, a_table, forget_everything

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

Tree = dict[str, Any]
FROM: Tree = {"at": "2027-02-28T10:00:00.000000Z", "entries": 99_999, "seal": "none"}
AT = datetime(2027, 3, 31, 10, 42, tzinfo=UTC)
UNCHECKED = "What it says of who wrote what was not checked here."
ELSEWHERE = override_settings(LINK_KEY="the secret of another server")


def opened(tree: Tree) -> Workbook:
    """The workbook of this file, on a server that has nothing else."""
    forget_everything()
    return made_of(read(json.dumps(tree).encode()), as_copy=False).workbook


def origin_of(tree: Tree) -> FileOrigin:
    found = opened(tree).file_origin
    assert found is not None
    return found


def anew(tree: Tree) -> Tree:
    """The file with a checksum that fits, as whoever changed it can make."""
    return {**tree, "sha256": checksum(tree)}


def forged(tree: Tree) -> Tree:
    """Words nobody said, under a name that never said them."""
    made: Tree = json.loads(json.dumps(tree))
    entry = made["entries"][0]
    entry["value"] = {**entry["value"], "text": "We will leave the partnership."}
    entry["name"], entry["digest"] = "Chloe", draft_of(entry).digest
    return anew(made)


def unsealed(tree: Tree) -> Tree:
    return anew({name: part for name, part in tree.items() if name != "seal"})


def of_form_1(tree: Tree) -> Tree:
    rest = {name: part for name, part in tree.items() if name not in SINCE_FORM_2}
    return anew({**rest, "format_version": 1})


@pytest.fixture
def tree(file: bytes) -> Tree:
    """A file of this server."""
    found: Tree = json.loads(file)
    return found


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (lambda tree: tree, SealState.HOLDS),
        (unsealed, SealState.NONE),
        (of_form_1, SealState.NONE),
        (forged, SealState.BROKEN),
        (lambda tree: forged(unsealed(tree)), SealState.NONE),
        (lambda tree: anew({**tree, "from_file": None, "about": tree["about"]}), SealState.HOLDS),
    ],
    ids=["as it was", "no seal", "an old file", "changed", "changed, no seal", "laid out anew"],
)
def test_a_file_is_opened_and_what_its_seal_says_is_kept(
    tree: Tree, changed: Callable[[Tree], Tree], expected: SealState
) -> None:
    origin = origin_of(changed(tree))
    assert origin.seal is expected
    assert origin.entries == len(tree["entries"])


def test_a_file_that_was_changed_and_not_given_a_new_checksum_is_refused(tree: Tree) -> None:
    tree["entries"][0]["name"] = "Chloe"
    with pytest.raises(FileError) as refused:
        read(json.dumps(tree).encode())
    assert refused.value.why is Why.ALTERED


def test_a_file_of_another_server_is_opened_and_nothing_is_claimed_for_its_names(
    rich: Table,
) -> None:
    with ELSEWHERE:
        theirs = json.loads(export_file(rich.workbook))
    assert origin_of(theirs).seal is SealState.NONE


def test_the_seal_of_another_server_cannot_be_given_out_as_ours(tree: Tree, rich: Table) -> None:
    with ELSEWHERE:
        theirs = json.loads(export_file(rich.workbook))
    theirs["seal"]["server"] = tree["seal"]["server"]
    assert origin_of(anew(theirs)).seal is SealState.BROKEN


@pytest.mark.parametrize("part", ["partnership", "editions", "rounds", "set_aside", "from_file"])
def test_the_seal_is_of_every_part(tree: Tree, part: str) -> None:
    changed = {**tree, part: None}
    assert seal_state(tree, settings.LINK_KEY) is SealState.HOLDS
    assert seal_state(changed, settings.LINK_KEY) is (
        SealState.HOLDS if tree[part] is None else SealState.BROKEN
    )


def test_a_workbook_from_an_unsealed_file_never_goes_out_as_if_it_were_ours(tree: Tree) -> None:
    """Not by a second way through our own seal, nor by more that is said in between."""
    first = opened(forged(unsealed(tree)))
    keeper = a_seat(first.partnership, Role.KEEPER).member
    first.keep([a_draft("answer/plan", choice="yes")], by=keeper)
    out = json.loads(export_file(first))
    assert seal_state(out, settings.LINK_KEY) is SealState.HOLDS
    assert out["from_file"]["entries"] == len(tree["entries"])
    assert out["from_file"]["seal"] == "none"
    second = opened(out)
    origin = second.file_origin
    assert origin is not None
    assert (origin.is_checked, origin.entries) == (False, len(tree["entries"]))
    assert [origin.leaves_open(each) for each in (1, origin.entries, origin.entries + 1)] == [
        True,
        True,
        False,
    ]
    assert json.loads(export_file(second)) == out
    laundered = origin_of(anew({**out, "from_file": None}))
    assert laundered.seal is SealState.BROKEN
    assert laundered.entries == len(out["entries"])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda tree: tree.pop("from_file"), Why.UNFIT),
        (lambda tree: tree.update(format_version=1), Why.UNKNOWN),
        (lambda tree: tree.update(from_file=FROM), Why.UNFIT),
        (lambda tree: tree.update(from_file={**FROM, "entries": 1, "at": "x"}), Why.UNFIT),
        (lambda tree: tree.update(from_file={**FROM, "entries": 1, "seal": "holds"}), Why.UNFIT),
        (lambda tree: tree.update(seal=None), Why.UNFIT),
        (lambda tree: tree["seal"].update(key="x"), Why.UNKNOWN),
    ],
)
def test_what_a_file_says_of_itself_has_to_fit(
    tree: Tree, change: Callable[[Tree], object], why: Why
) -> None:
    change(tree)
    with pytest.raises(FileError) as refused:
        read(json.dumps(anew(tree)).encode())
    assert refused.value.why is why


def test_the_secret_of_the_server_is_not_in_the_file(file: bytes) -> None:
    assert settings.LINK_KEY.encode() not in file


WITH_NAMES = ("", "stages/1/", "sheet/", "moments/", "moments/5/", "comparison/")


def pages(workbook: Workbook, language: str = "en") -> dict[str, str]:
    """The pages on which names are shown, by their address."""
    browser = a_seat(workbook.partnership, Role.KEEPER).client
    note = workbook.entries.filter(field__startswith="note/").first()
    assert note is not None
    addresses = (*WITH_NAMES, f"history/{note.field}/")
    found = {}
    for address in addresses:
        answer = browser.get(
            f"/w/{workbook.partnership.slug}/{address}", headers={"Accept-Language": language}
        )
        assert answer.status_code == 200, address
        found[address] = answer.content.decode()
    return found


def test_every_page_with_names_says_that_nobody_checked_them(tree: Tree) -> None:
    for address, page in pages(opened(forged(tree))).items():
        assert UNCHECKED in page, address
        assert "changed after this server wrote it" in page, address


def test_no_page_of_a_workbook_that_was_begun_here_speaks_of_a_file(rich: Table) -> None:
    for address, page in pages(rich.workbook).items():
        assert "Opened from a file" not in page, address


def test_of_a_file_with_our_seal_the_list_of_days_tells_when_it_was_opened(tree: Tree) -> None:
    shown = pages(opened(tree))
    assert "The file is as this server wrote it, names too." in shown.pop("moments/")
    assert [each for each, page in shown.items() if "Opened from a file" in page] == []


def test_what_is_said_after_the_file_was_opened_stands_apart_in_the_list_of_days(
    tree: Tree,
) -> None:
    workbook = opened(unsealed(tree))
    keeper = a_seat(workbook.partnership, Role.KEEPER).member
    workbook.keep([a_draft("answer/plan", choice="yes")], by=keeper)
    workbook.refresh_from_db()
    page = pages(workbook)["moments/"]
    listed = page[page.index("sitting-list") :]
    mark = listed.index(UNCHECKED)
    after, before = listed.index(f"/{workbook.version}/"), listed.index(f"/{len(tree['entries'])}/")
    assert after < mark < before


def test_a_history_says_of_each_line_whether_it_came_with_the_file(tree: Tree) -> None:
    workbook = opened(unsealed(tree))
    keeper = a_seat(workbook.partnership, Role.KEEPER).member
    standing = workbook.standing.filter(field="text/text-1").get().entry
    workbook.keep([a_draft("text/text-1", standing.key, text="New")], by=keeper)
    browser = a_seat(workbook.partnership, Role.KEEPER).client
    page = browser.get(f"/w/{workbook.partnership.slug}/history/text/text-1/").content.decode()
    assert page.count("came with the file") == 1
    assert page.index("New") < page.index("came with the file")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"calendar", "codebook", "pdf-a4"}))
def test_every_document_with_names_says_that_nobody_checked_them(
    tree: Tree, name: str, language: str
) -> None:
    workbook = opened(unsealed(tree))
    report = report_of(workbook, language, AT)
    assert report.from_file
    form = FORMATS[name]
    text = " ".join(form.read(form.make(report).data).split())
    if "csv" in name:
        assert workbook.from_file_at is not None
        assert f"{workbook.from_file_at:%Y-%m-%dT%H:%M}" in text
    else:
        assert report.from_file.words in text
    ours = report_of(a_table("Begun here").workbook, language, AT)
    assert not ours.from_file
