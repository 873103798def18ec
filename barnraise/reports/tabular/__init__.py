"""A report as rows and columns: for CSV and spreadsheets."""
