"""Score data in: rosters and months of cells.

Takes files and the inputs a plan asks for; gives a ``Month`` or the problems of every bad cell. Never scores.
"""
