"""What leaves the house, as documents and data."""
