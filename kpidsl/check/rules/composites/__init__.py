"""Composites: what they read is there, in no circle, and somebody puts them together."""
