"""Names by the time they were made; the newest stay."""

from datetime import UTC, datetime
from pathlib import Path

from barnraise.house.backups import retention

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_a_folder_gets_a_name_by_the_time_and_no_name_twice(tmp_path: Path) -> None:
    names = []
    for _time in range(3):
        path = retention.place(tmp_path, NOON)
        path.touch()
        names.append(path.name)
    assert names == [f"barnraise-2026-11-24-1200{end}.barn" for end in ("", "-2", "-3")]


def test_a_file_keeps_the_name_it_was_given(tmp_path: Path) -> None:
    assert retention.place(tmp_path / "mine.barn", NOON) == tmp_path / "mine.barn"


def test_the_oldest_go_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    ours = ["2026-11-24-1200", "2026-11-24-1200-2", "2026-11-24-1200-10", "2025-12-31-2359"]
    for name in ours:
        (tmp_path / f"barnraise-{name}.barn").touch()
    for name in ("barnraise-old.barn", "photos.zip"):
        (tmp_path / name).touch()
    gone = [path.name for path in retention.prune(tmp_path, 2)]
    assert gone == ["barnraise-2026-11-24-1200.barn", "barnraise-2025-12-31-2359.barn"]
    assert len(list(tmp_path.iterdir())) == 4
