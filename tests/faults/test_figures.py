"""Figures add up, a long run goes on where it stopped, and what was not run is told."""

import json
from pathlib import Path

import pytest

from tests.faults import figures
from tests.faults.figures import Tries, figure, not_run
from tools import faults
from tools import figures as told
from tools.made import figures as page


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Figures of this test's own."""
    path = tmp_path / "figures.json"
    for module in (figures, told):
        monkeypatch.setattr(module, "FIGURES", path)
    monkeypatch.delenv(figures.STATE, raising=False)
    monkeypatch.delenv(figures.UNTIL, raising=False)
    return path


def long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, seconds: float = 60) -> None:
    monkeypatch.setenv(figures.STATE, str(tmp_path / "7"))
    monkeypatch.setenv(figures.SEED, "7")
    monkeypatch.setenv(figures.UNTIL, str(figures.time.time() + seconds))


def rows(path: Path) -> list[dict[str, object]]:
    return list(json.loads(path.read_text())["figures"])


def test_what_was_counted_is_written_with_its_tries(file: Path) -> None:
    tries = Tries("kills", engine="sqlite", short=3, long=500)
    for number, _chance in tries:
        tries.count(acknowledged=number, lost=0)
    [row] = rows(file)
    expected = {"name": "kills", "tries": 3, "wanted": 3, "acknowledged": 3, "lost": 0, "seed": 1}
    assert expected.items() <= row.items()


def test_a_long_run_goes_on_where_it_was_interrupted(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long(monkeypatch, tmp_path)
    drawn: dict[int, float] = {}
    for number, chance in (tries := Tries("kills", short=3, long=4)):
        drawn[number] = chance.random()
        tries.count(acknowledged=10)
        if number == 2:
            break  # as an exception would
    assert (rows(file)[0]["unfinished_try"], rows(file)[0]["acknowledged"]) == (2, 30)
    for number, chance in (tries := Tries("kills", short=3, long=4)):
        assert number in {2, 3}
        assert number == 3 or chance.random() == drawn[2]
        tries.count(acknowledged=10)
    [row] = rows(file)
    assert (row["tries"], row["acknowledged"], row["form"]) == (4, 40, "long")
    assert "unfinished_try" not in row


def test_a_try_has_the_same_chance_whenever_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = [chance.random() for _number, chance in Tries("kills", short=4, long=4)]
    assert first == [chance.random() for _number, chance in Tries("kills", short=4, long=4)]
    monkeypatch.setenv(figures.SEED, "8")
    assert first != [chance.random() for _number, chance in Tries("kills", short=4, long=4)]


def test_when_its_time_is_over_a_long_run_ends_early_and_says_so(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long(monkeypatch, tmp_path, seconds=-1)
    assert len(list(Tries("kills", short=3, long=500))) == 1
    assert (rows(file)[0]["tries"], rows(file)[0]["wanted"]) == (1, 500)


def test_every_file_of_faults_is_run_unless_words_choose() -> None:
    there = {path.name for path in Path(__file__).parent.glob("test_*.py")}
    assert there < {path.name for path in faults.chosen("")}
    assert {path.name for path in faults.chosen("kills, schedules")} == {
        "test_kills.py",
        "test_schedules.py",
    }


def test_what_cannot_be_run_is_skipped_and_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(pytest.skip.Exception):
        not_run("disk full", "needs root", engine="sqlite")
    figure("kills", engine="sqlite", tries=2, lost=0)
    told.tell("short")
    said = capsys.readouterr().out
    assert "NOT RUN  disk full sqlite: needs root" in said
    assert "kills sqlite: 2 tries" in said


def test_long_figures_are_published_beside_older_ones(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = tmp_path / "published.json"
    for module in (told, page):
        monkeypatch.setattr(module, "PUBLISHED", published)
    monkeypatch.setattr(told, "ROOT", tmp_path)
    long(monkeypatch, tmp_path)
    figure("kills", engine="sqlite", tries=2, lost=0)
    told.publish()
    file.unlink()
    figure("kills", engine="postgresql", tries=1_500, wanted=2_000, lost=0)
    with pytest.raises(pytest.skip.Exception):
        not_run("disk full", "needs root", engine="sqlite")
    told.publish()
    [text] = page.make().values()
    assert "| kills | SQLite | 2 | 0 lost | 0 | 7 |" in text
    assert "| kills | PostgreSQL | 1,500 of 2,000 | 0 lost | 0 | 7 |" in text
    assert "| disk full | SQLite | needs root |" in text
