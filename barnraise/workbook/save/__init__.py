"""How an answer is saved: from a posted page to entries and receipts."""
