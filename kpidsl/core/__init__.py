"""The scalar language that gives every form its meaning.

Takes a linked policy; gives typed expressions over named columns. Never computes a score.
"""
