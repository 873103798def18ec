"""Between the HTTP server and Django: no page's thread ever waits for a network."""
