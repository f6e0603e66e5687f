"""One study as one portable SQLite file, written and read with sqlite-utils."""
