"""Numbers in, estimates out; one family of measures a file."""
