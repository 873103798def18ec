"""Backups behind a passphrase: opened by it alone, whole, and never half or by chance."""

import io
from pathlib import Path

import pytest

from barnraise.house.backups import age_format
from barnraise.house.backups.age_format import CHUNK, NotOpened
from tests.house.backups.commands import answer, backed_up, rows
from tests.house.commands import barnraise

WORDS = "correct horse battery staple"
# Written by the program age, 1.1.1, with these words: "Rents rose.\n"
THEIRS = """\
6167652d656e6372797074696f6e2e6f72672f76310a2d3e20736372797074206b446d4f77765533716a6c4f55645832
4554524457772031380a6b4e626a727664435957746d72546462476f37357a674e3371727a464e46675544356f385345
68795269730a2d2d2d20566e6f6f41484866334f765278336e71553174775a435970646a6d626747644c584a5a545246
52576730510afe6a1217fd038b51abb4e3a24c9db57e5a2289861fbda592f2ac5d1574c1c7c46f43233caf0becb290a9
9d3d"""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing is cheap, so that a test can try each byte."""
    monkeypatch.setattr(age_format, "WORK", 2)


def sealed(data: bytes, passphrase: str = WORDS) -> bytes:
    out = io.BytesIO()
    age_format.encrypt(io.BytesIO(data), out, passphrase)
    return out.getvalue()


def opened(data: bytes, passphrase: str = WORDS) -> bytes:
    out = io.BytesIO()
    age_format.decrypt(io.BytesIO(data), out, passphrase)
    return out.getvalue()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_went_in_comes_out_at_every_end_of_a_chunk(size: int) -> None:
    data = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert opened(sealed(data)) == data


def test_the_same_data_never_look_the_same_and_nothing_of_them_shows() -> None:
    first, second = sealed(b"Rents rose." * 50), sealed(b"Rents rose." * 50)
    assert first != second
    assert b"Rents" not in first


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(NotOpened, match="the passphrase is another one"):
        opened(sealed(b"Rents rose."), "correct horse battery stable")


def test_a_file_of_the_program_age_is_opened() -> None:
    assert opened(bytes.fromhex(THEIRS.replace("\n", ""))) == b"Rents rose.\n"


@pytest.mark.usefixtures("quick")
def test_no_byte_can_be_changed_taken_or_added() -> None:
    whole = sealed(b"Rents rose.")
    for place in range(len(whole)):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        for damaged in (changed, whole[:place]):
            with pytest.raises(NotOpened):
                opened(damaged)
    with pytest.raises(NotOpened):
        opened(whole + b"x")


@pytest.mark.usefixtures("quick")
def test_chunks_cannot_be_left_out_or_change_places() -> None:
    whole = sealed(b"a" * CHUNK + b"b" * CHUNK + b"c" * CHUNK)
    size = CHUNK + age_format.TAG
    head, (a, b, c) = whole[: -3 * size], (whole[-3 * size :][n * size :][:size] for n in range(3))
    assert head + a + b + c == whole
    for damaged in (head + a + b, head + b + a + c, head + a + c, head + a + b + c + c, head):
        with pytest.raises(NotOpened):
            opened(damaged)


def test_a_file_that_would_take_all_memory_to_guess_is_refused() -> None:
    whole = sealed(b"Rents rose.").replace(b" 16\n", b" 40\n", 1)
    with pytest.raises(NotOpened, match="damaged"):
        opened(whole)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(f"{WORDS}\n", encoding="utf-8")
    return file


def test_a_backup_behind_a_passphrase_is_verified_and_restored(
    started: Path, tmp_path: Path, secret: Path
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir(mode=0o700)
    behind = ["--passphrase-file", str(secret)]
    told = answer(started, "backup", "-o", f"{kept}/", "--keep", "1", *behind)
    file = Path(told["file"])
    assert (file.suffix, told["verified"], told["passphrase"]) == (".age", True, True)
    assert file.stat().st_mode & 0o077 == 0
    assert b"links.key" not in file.read_bytes()
    assert not list(started.glob(".restoring-*"))  # nothing lies open after it
    plain = backed_up(started, tmp_path / "plain.barn")
    done = barnraise(started, "restore", str(file), "--yes", *behind)
    assert done.returncode == 0, done.stderr
    assert rows(plain) == rows(backed_up(started, tmp_path / "after.barn"))
    answer(started, "backup", "-o", f"{kept}/", "--keep", "1", "--no-verify", *behind)
    assert len(list(kept.glob("*.age"))) == 1


def test_without_its_passphrase_a_backup_is_refused_in_a_sentence(
    started: Path, tmp_path: Path, secret: Path
) -> None:
    behind = ["--passphrase-file", str(secret)]
    file = str(backed_up(started, tmp_path / "one.barn.age", *behind))
    unsaid = barnraise(started, "restore", file, "--yes")
    assert "is behind a passphrase" in unsaid.stderr
    secret.write_text("some other words entirely\n", encoding="utf-8")
    wrong = barnraise(started, "restore", file, "--yes", "--passphrase-file", str(secret))
    assert "cannot be opened: the passphrase is another one." in wrong.stderr
    secret.write_text("short\n", encoding="utf-8")
    short = barnraise(started, "backup", "--passphrase-file", str(secret))
    assert "at least 16 characters" in short.stderr
    for done in (unsaid, wrong, short):
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_a_backup_can_leave_the_keys_out(started: Path, tmp_path: Path) -> None:
    told = answer(started, "backup", "-o", str(tmp_path / "no.barn"), "--no-with-keys")
    assert told["keys"] == []
    assert not [name for name in rows(Path(told["file"])) if name.startswith("keys/")]
