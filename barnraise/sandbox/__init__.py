"""Where strangers' bytes are read: in a process of its own, bounded in memory and time.

`parent.run` hands bytes to a module's `main` in such a process; that `main` is one call of
`child.respond`. What goes wrong is a code in `errors`; the rooms that ask have the words for it.
"""
