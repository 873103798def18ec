"""Makes reports and paper forms out of what stands in a workbook."""
