"""What we say together: answers, notes, evidence and next steps, entry by entry."""
