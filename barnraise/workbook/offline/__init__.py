"""What a device kept without a connection: its records come in, its service worker goes out."""
