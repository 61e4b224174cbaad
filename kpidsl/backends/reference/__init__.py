"""The reference evaluator: what the language means, in plain exact Python.

Takes a plan and a month; gives every column of every unit, as fractions. It is written to be read, not to be fast: each
plan node is one function, each core operation one line. Nothing here is approximate, and nothing is decided here that the
plan does not say.
"""
