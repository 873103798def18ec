"""The command line: `barnraise run`, `check` and others, a folder each."""
