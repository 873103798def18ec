"""`make check`: all that can be judged without running a test, each with its name and time."""

import tempfile

from tools.repository import no_host, not_too_long, not_too_wide
from tools.step import ROOT, Step, program, run_all, tool

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "barnraise.house.settings",
    "DATABASE_URL": "",
    "BARNRAISE_URL": "",
}

WALLS = "from importlinter.cli import lint_imports_command as c; c()"


def steps(data: str) -> list[Step]:
    """All checks, the slowest first, so that two at a time end soonest."""
    django = {**SETTINGS, "BARNRAISE_DATA": data}
    found = [
        Step("types", program("-m", "mypy", env=django)),
        Step("templates", program("-m", "djlint", "barnraise", "--lint", "--quiet")),
        Step("walls between rooms", program("-c", WALLS)),
        Step(
            "migrations",
            program("-m", "django", "makemigrations", "--check", "--dry-run", env=django),
        ),
        Step("pages made by tools", program("-m", "tools.docs", "--check", env=django)),
        Step("format", program("-m", "ruff", "format", "--check", ".")),
        Step("lint", program("-m", "ruff", "check", ".")),
        Step("scripts", tool("oxlint", "--deny-warnings", "barnraise")),
        Step("no registry named", no_host),
        Step("no file too long", not_too_long),
        Step("no line too wide", not_too_wide),
    ]
    if (ROOT / "tools/messages.py").exists():
        found.insert(
            1, Step("translations", program("-m", "tools.messages", "--check", env=django))
        )
    return found


def main() -> int:
    """Run them all; 1 when one failed."""
    with tempfile.TemporaryDirectory() as data:
        ok = run_all(steps(data), at_once=2)
    print("All checks passed." if ok else "Some checks failed; the lines above say why.")
    return 0 if ok else 1


if __name__ == "__main__":
    raise SystemExit(main())
