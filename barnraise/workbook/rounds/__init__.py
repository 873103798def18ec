"""Rounds: how a workbook begins, and how it moves on to newer questions."""
