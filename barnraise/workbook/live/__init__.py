"""What other open pages are told: what changed, and who is writing."""
