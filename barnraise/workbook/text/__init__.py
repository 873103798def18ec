"""Texts beside each other: what two share, and one text out of both. Pure."""
