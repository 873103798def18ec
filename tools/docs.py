"""`make docs`: write the pages that are made from the program; `--check` only compares.

Each module in tools/made has `make()`, which answers paths under the project and their text.
"""

import argparse
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tools.step import ROOT

MADE = Path(__file__).parent / "made"


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page: where it belongs and what it should say."""
    for module in pkgutil.iter_modules([str(MADE)]):
        made: dict[str | Path, str] = import_module(f"tools.made.{module.name}").make()
        for path, text in made.items():
            yield ROOT / path, text


def main() -> int:
    """Write or compare them all; 1 when one differs."""
    parser = argparse.ArgumentParser("tools.docs", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail when a page differs"
    )
    check = parser.parse_args().check
    differing = [(path, text) for path, text in pages() if _written(path) != text]
    for path, text in differing:
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)} {'differs; say `make docs`' if check else 'written'}")
    return 1 if check and differing else 0


def _written(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    raise SystemExit(main())
