"""Who is at the table: partnerships, their links and the people who open them."""
