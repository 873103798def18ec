"""Makes documents in processes of their own, so that nobody waits behind one."""
