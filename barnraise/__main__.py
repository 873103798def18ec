"""The `barnraise` command, also as `python -m barnraise`."""

import sys

from barnraise.house.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
