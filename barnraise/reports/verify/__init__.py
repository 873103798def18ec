"""Opens what was made again and counts what it holds, before it is given away."""
