"""Barnraise: a workbook in which a community partnership says what it sees, decides and acts."""

__version__ = "0.1.0"
