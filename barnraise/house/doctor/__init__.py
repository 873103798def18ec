"""Looks a data folder and its database over, and says what is wrong and what to do."""
