"""Processes that are killed in the middle of their work, as a crash would do it."""
