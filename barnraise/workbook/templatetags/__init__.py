"""Template tags for the pages of a workbook."""
