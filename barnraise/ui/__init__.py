"""How it looks; knows no domain word."""
