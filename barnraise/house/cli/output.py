"""Lines of progress, apart from what a command answers."""

import sys


def say(sentence: str) -> None:
    """One line on the error stream."""
    print(f"barnraise: {sentence}", file=sys.stderr, flush=True)
