"""What goes wrong in halls, in networks and in machines, done to the real server on purpose."""
