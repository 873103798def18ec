"""What was rendered for one is shown to others wherever it looks the same to them."""

import pytest

from barnraise.workbook.pages import regions
from tests.cast import Table, a_draft, an_item

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the regions that were rendered, and not remembered."""
    names: list[str] = []
    usual = regions._rendered

    def watched(page: regions.PageContext, name: str, *, defers: bool) -> str:
        names.append(name)
        return usual(page, name, defers=defers)

    monkeypatch.setattr(regions, "_rendered", watched)
    return names


def stage(table: Table, who: str) -> str:
    return table.client(who).get(f"/w/{table.slug}/stages/1/").content.decode()


def test_who_wrote_nothing_there_is_shown_what_was_rendered_for_others(
    table: Table, rendered: list[str]
) -> None:
    note = a_draft(an_item("note"), text="We bring bread.")
    assert table.workbook.keep([note], by=table.keeper)[0].kept
    stage(table, "writer")
    assert "note-goal" in rendered
    rendered.clear()
    assert "We bring bread." in stage(table, "second")
    assert not {"note-goal", "answer-goal", "evidence-goal"} & {*rendered}


def test_only_who_wrote_it_is_shown_how_to_change_it(table: Table) -> None:
    note = a_draft(an_item("note"), text="We bring bread.")
    assert table.workbook.keep([note], by=table.writer)[0].kept
    box = f'name="{note.field}.text"'
    assert [box in stage(table, who) for who in ("second", "writer", "reader")] == [
        False,
        True,
        False,
    ]
