"""What can be said in a workbook, at which address, and by whom."""
