"""Fonts are the files that were looked at once; without them the system's Noto is used."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from barnraise.house.checks import troubles
from barnraise.house.env import Env
from barnraise.reports.document.report import Report
from barnraise.reports.render import font_files, pdf
from barnraise.reports.render.pdf import fonts
from barnraise.reports.verify.count import verified
from barnraise.reports.verify.extract_text import text_of_pdf

LATIN = "NotoSans[wght].ttf"


def forget() -> None:
    for memory in (font_files.files, fonts.families, fonts.covered):
        memory.cache_clear()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The first package's fonts as if they had just been installed, and no other fonts at all."""
    real = Path(font_files.folders()[0])
    place = tmp_path / "site" / font_files.PACKAGES[0]
    shutil.copytree(real, place, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(font_files, "SYSTEM", (str(tmp_path / "system"),))
    monkeypatch.setattr(font_files, "PACKAGES", font_files.PACKAGES[:1])
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.delitem(sys.modules, font_files.PACKAGES[0], raising=False)
    forget()
    yield place
    forget()


def system_has(tmp_path: Path) -> Path:
    """Noto Sans as a distribution names it; the files of today's package stand in."""
    folder = tmp_path / "system" / "truetype" / "noto"
    folder.mkdir(parents=True)
    real = tmp_path / "site" / font_files.PACKAGES[0]
    shutil.copy(real / LATIN, folder / "NotoSans-Regular.ttf")
    shutil.copy(real / "NotoSansArabic[wght].ttf", folder / "NotoSansArabic-Regular.ttf")
    return folder


def lose_fonts(installed: Path) -> None:
    """Take the fonts away and leave the package, so that no other copy of it is found."""
    for path in installed.glob(font_files.FONTS):
        path.unlink()
    forget()


def remarks(data: Path) -> list[str]:
    return [str(each.msg) for each in troubles(Env.read({"BARNRAISE_DATA": str(data)}))]


def test_the_fonts_that_are_installed_are_the_ones_that_were_looked_at() -> None:
    assert font_files.unsound() == []
    assert len(font_files.files()) == 24


def test_fonts_as_they_were_are_used_and_the_system_is_not_asked(
    installed: Path, tmp_path: Path
) -> None:
    system_has(tmp_path)
    assert font_files.folders() == (str(installed),)
    assert remarks(tmp_path) == []


def test_one_changed_byte_a_missing_or_an_added_font_and_none_of_them_is_used(
    installed: Path, tmp_path: Path
) -> None:
    font = installed / LATIN
    folder = str(system_has(tmp_path))
    whole = font.read_bytes()
    for spoil in (
        lambda: font.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1])),
        font.unlink,
        lambda: (installed / "Extra.ttf").write_bytes(whole),
    ):
        spoil()
        forget()
        assert font_files.folders() == (folder,)
        [said] = remarks(tmp_path)
        assert "are missing or changed; the system's Noto is used" in said
        font.write_bytes(whole)


def test_a_pdf_of_the_system_s_noto_holds_every_word(
    installed: Path, tmp_path: Path, example: Callable[[str], Report]
) -> None:
    system_has(tmp_path)
    lose_fonts(installed)
    assert len(font_files.files()) == 2
    report = example("en")
    found = verified(report, pdf.render(report), text_of_pdf, fonts.covered())
    assert found.counts["question"] == (26, 26)
    assert found.problems == ()
    assert "ش" in fonts.covered()


def test_without_any_noto_the_check_says_so(installed: Path, tmp_path: Path) -> None:
    lose_fonts(installed)
    [said] = remarks(tmp_path)
    assert "there is no other for PDFs" in said
