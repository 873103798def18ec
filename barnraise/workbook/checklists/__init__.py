"""A checklist somebody brings: read, shown as a workbook to be, corrected, started."""
