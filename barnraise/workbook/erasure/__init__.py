"""Removing for good: words, the name under them, or the whole workbook."""
