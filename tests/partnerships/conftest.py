"""What the tests of this room share: a table, and a crowd."""

import pytest

from tests.cast import Table, a_table
from tests.crowds import crowd

__all__ = ["crowd", "table"]


@pytest.fixture
def table(db: None) -> Table:
    """Juniper Bend with nothing said yet."""
    return a_table()
