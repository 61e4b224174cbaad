"""What is wrong with a policy.

Takes a linked policy and its core; gives a ``CheckedPolicy``, the only way to a plan, or nothing after reporting errors.
Never changes what it checks.
"""
