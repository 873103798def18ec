"""Question sets as XLSForm, the spreadsheet of KoboToolbox and ODK: out and in. Pure."""
