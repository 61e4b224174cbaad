"""Vetoes: what sets them off, whom they reach, what they do and for how long."""
