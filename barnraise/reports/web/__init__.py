"""The pages on which a workbook is taken home."""
