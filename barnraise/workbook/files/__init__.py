"""A workbook as one file, out and in: lossless, versioned, checked before anything is kept."""
