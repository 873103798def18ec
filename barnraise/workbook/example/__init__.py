"""The example: a made-up partnership that each visitor gets a fresh copy of."""
