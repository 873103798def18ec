"""What stands in a workbook, and what follows from it."""
