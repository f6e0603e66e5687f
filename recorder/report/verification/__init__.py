"""Report files that come back: what they were made from, and what differs when made again."""
