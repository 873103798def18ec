"""How a thing said is kept: append-only, once, and what stands."""
