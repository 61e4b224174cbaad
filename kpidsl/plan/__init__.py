"""The plan: what every backend runs.

Takes a checked policy; gives an ordered tuple of relational nodes around core expressions. Never knows a backend.
"""
