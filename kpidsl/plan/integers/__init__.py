"""The proof that a plan runs in whole numbers: every column at its digits, every computation with its bounds.

Takes a plan; gives the same columns as integer expressions of 64 bits, or of 38 digits where that is proved and needed, and what
could overflow. Never knows a backend.
"""
