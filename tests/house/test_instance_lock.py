"""One server or restore at a time on a data folder; with PostgreSQL many servers."""

from pathlib import Path

import pytest

from barnraise.house import running
from barnraise.house.surroundings import Unclear


def test_a_held_folder_is_refused_and_free_again_afterwards(tmp_path: Path) -> None:
    with running.hold(tmp_path):
        assert running.is_held(tmp_path)
        with pytest.raises(Unclear, match="is running"), running.hold(tmp_path):
            pass
    assert not running.is_held(tmp_path)


def test_those_who_share_keep_out_only_who_would_be_alone(tmp_path: Path) -> None:
    with (
        running.hold(tmp_path, shared=True),
        running.hold(tmp_path, shared=True),
        pytest.raises(Unclear),
        running.hold(tmp_path),
    ):
        pass
    assert not running.is_held(tmp_path)
