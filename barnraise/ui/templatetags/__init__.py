"""Template tags of how things look."""
