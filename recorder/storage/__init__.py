"""Where SQL lives: one table family a file, the same queries on SQLite and PostgreSQL."""
