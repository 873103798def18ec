"""Which tests are run on PostgreSQL as well: those that can meet the engine of the run.

A test meets it in one of two ways. It asks for the database (the fixture `db` or
`transactional_db`, itself or through another fixture, or the mark `django_db`): whoever does not
is refused by pytest-django when it touches the database. Or it starts servers or databases of its
own on the engine of the run: all in tests/faults does, and what is marked `engine` or `smoke`.
What is marked `alike` writes words only to look at what is made of them once they are read, or
tries what is refused or changed before anything is written. Every other test does the same on both
engines, and is run on SQLite alone: pure modules, documents drawn from values, the parsers, the
docs, and commands in data folders of their own, which hide DATABASE_URL (tests/house/commands.py).
"""

import pytest

FIXTURES = {"db", "transactional_db"}
MARKS = ("django_db", "engine", "faults", "smoke")


def can_differ(item: pytest.Item) -> bool:
    """Whether a test can meet the engine of the run."""
    if item.get_closest_marker("alike"):
        return False
    asked = FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(asked) or any(item.get_closest_marker(name) for name in MARKS)


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot differ on this engine; pytest counts it as deselected."""
    left = [item for item in items if not can_differ(item)]
    items[:] = [item for item in items if can_differ(item)]
    config.hook.pytest_deselected(items=left)
