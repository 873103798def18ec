"""Looking back: the workbook as it was, and what moved between two moments."""
