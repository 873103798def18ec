"""How a law is tried: in `make test` on the same few examples each time, in `make faults` on many
others."""

from tests.faults.figures import is_long

SHARE, MANY = 3, 10


def examples(number: int) -> int:
    """A third of the number in the short form, ten times the number in the long one."""
    return number * MANY if is_long() else max(number // SHARE, 5)
