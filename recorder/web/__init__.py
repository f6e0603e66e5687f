"""The Flask application: a view is get, compute, render."""
