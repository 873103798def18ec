"""Text made safe to show, whatever shows it. Pure."""
