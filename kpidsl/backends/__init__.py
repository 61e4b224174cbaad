"""What runs a plan: the reference evaluator, which is the meaning, and SQL.

Takes a plan and data; gives an outcome, the same from each to the byte. Never decides what the plan does not say.
"""
