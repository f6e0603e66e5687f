"""The only way into the log: what a page sends, and what people do."""
