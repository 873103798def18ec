"""`make fix`: let the tools repair what they can, then say what is left."""

from tools.step import Step, program, run_all


def main() -> int:
    """Lint first: its repairs may need formatting."""
    steps = [
        Step("lint", program("-m", "ruff", "check", "--fix", ".")),
        Step("format", program("-m", "ruff", "format", ".")),
    ]
    return 0 if run_all(steps, at_once=1) else 1


if __name__ == "__main__":
    raise SystemExit(main())
