"""Backups: one file for a whole install, made from one snapshot, restorable on either engine."""
