"""How a thing said is kept: append-only entries and their receipts."""
