"""The pages of a workbook, and the regions they are made of."""
