"""`make bench`: hand over to the bench package."""

import sys
from importlib import import_module
from importlib.util import find_spec


def main() -> int:
    """Run `bench.main(words)`, or say that there is none."""
    if not find_spec("bench"):
        print("There is no bench package here.", file=sys.stderr)
        return 1
    return int(import_module("bench").main(sys.argv[1:]) or 0)


if __name__ == "__main__":
    raise SystemExit(main())
