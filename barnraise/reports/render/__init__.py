"""One renderer a format: each makes a report into bytes and knows nothing but the report."""
