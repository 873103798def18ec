"""What we say together: fields, posts, undo, two versions, readings."""
