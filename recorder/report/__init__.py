"""Readings and estimates put together into what a reviewer reads."""
