"""Who is at the table: links, places, limits."""
