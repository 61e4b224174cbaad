"""Names become declarations.

Takes the tree; gives a ``Policy`` in which every name has been looked up and every table spread over indicators and
classes. Expressions stay as the author wrote them. Never computes.
"""
