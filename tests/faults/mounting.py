"""Small file systems of the tests' own: one to fill, one that an error turns read-only."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.deadline import DEADLINE
from tests.faults.figures import not_run
from tests.faults.server import engine

MB = 1_000_000


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, timeout=DEADLINE)


def need_mounts(name: str, *programs: str) -> None:
    """Count the figure as not run where nothing can be mounted."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        not_run(name, "only root can mount a file system", engine=engine())
    for program in programs:
        if shutil.which(program) is None:
            not_run(name, f"there is no {program} on this machine", engine=engine())


@contextmanager
def small_disk(place: Path, *, megabytes: int) -> Iterator[Path]:
    """A file system in memory of this size, mounted until the block ends."""
    place.mkdir(parents=True, exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place))
    try:
        yield place
    finally:
        _run("umount", "--lazy", str(place))


def grow(place: Path, *, megabytes: int) -> None:
    """Give a disk in memory another size."""
    _run("mount", "-o", f"remount,size={megabytes}m", str(place))


def fill(place: Path, *, leaving: int = 0) -> Path:
    """Fill a disk to its last byte, or nearly; the file that does it."""
    path = place / "something-large"
    with path.open("wb", buffering=0) as file:
        try:
            while shutil.disk_usage(place).free > leaving:
                file.write(b"x" * min(65_536, shutil.disk_usage(place).free - leaving))
        except OSError:
            pass
    return path


class Disk:
    """An ext4 in a file, as a disk that fails is seen by a program: it turns read-only."""

    def __init__(self, folder: Path) -> None:
        self.image, self.place = folder / "disk-1.img", folder / "disk"
        self.place.mkdir(parents=True)
        with self.image.open("wb") as file:
            file.truncate(64 * MB)
        _run("mkfs.ext4", "-q", "-F", str(self.image))

    def mount(self) -> None:
        _run("mount", "-o", "loop,errors=remount-ro", str(self.image), str(self.place))

    def break_down(self) -> None:
        """What the kernel does by itself after a grave error, files open or not."""
        _run("mount", "-o", "remount,abort", str(self.place))

    def repair(self) -> None:
        """Take it off, copy what it holds to another disk, and put that in its place."""
        _run("umount", "--lazy", str(self.place))
        before, self.image = self.image, self.image.with_name("disk-2.img")
        shutil.copyfile(before, self.image)
        self.mount()

    def take_off(self) -> None:
        _run("umount", "--lazy", str(self.place))
