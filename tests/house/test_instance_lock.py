"""One server or restore at a time on a data folder; with PostgreSQL many servers."""

from pathlib import Path

import pytest

from barnraise.house import instance_lock
from barnraise.house.env import UsageError


def test_a_held_folder_is_refused_and_free_again_afterwards(tmp_path: Path) -> None:
    with instance_lock.hold(tmp_path):
        assert instance_lock.is_held(tmp_path)
        with pytest.raises(UsageError, match="is running"), instance_lock.hold(tmp_path):
            pass
    assert not instance_lock.is_held(tmp_path)


def test_those_who_share_keep_out_only_who_would_be_alone(tmp_path: Path) -> None:
    with (
        instance_lock.hold(tmp_path, shared=True),
        instance_lock.hold(tmp_path, shared=True),
        pytest.raises(UsageError),
        instance_lock.hold(tmp_path),
    ):
        pass
    assert not instance_lock.is_held(tmp_path)
