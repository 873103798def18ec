"""What is said on the error stream, apart from what a command answers."""

import sys


def say(sentence: str) -> None:
    """One line of progress."""
    print(f"barnraise: {sentence}", file=sys.stderr, flush=True)


def fail(sentence: str) -> int:
    """One clear sentence, and the exit code that goes with it."""
    say(sentence)
    return 1
