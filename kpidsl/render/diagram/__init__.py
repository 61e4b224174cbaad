"""Pictures of a policy, as Graphviz source: the weight matrix, the cards of a class, the structure.

Takes a checked policy; gives source text whose sizes are all our own, so that a picture does not depend on the fonts of the
machine that draws it. `dot` turns source into svg or png. Writes no file.
"""
