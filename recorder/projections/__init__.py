"""The log read one way or another: pure functions of a study and a session record."""
