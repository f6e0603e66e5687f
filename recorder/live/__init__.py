"""Live rooms: people watch a session while it runs, and one of them moderates it."""
