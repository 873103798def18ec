"""What is asked: parsing, comparing, publishing, and the set that comes with the program."""
