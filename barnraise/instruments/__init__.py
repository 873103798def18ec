"""What is asked: versioned question sets."""
