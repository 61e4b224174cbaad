"""What a committee reads before it approves a policy, as Markdown.

Takes a checked policy and the names of its pictures; gives text. Writes no file.
"""
