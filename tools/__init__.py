"""What the Makefile's targets do; each runs as `python -m tools.NAME` inside .venv."""
