"""Above every room: settings, the site's addresses and the command line."""
