"""Frozen data and the border: what the recorder knows, without web, SQL or numerics."""
