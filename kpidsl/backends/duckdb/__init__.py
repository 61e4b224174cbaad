"""The embedded database: months of very many units, straight from their files.

Takes a plan and files, or a month in memory; gives an outcome equal to that of the reference evaluator, to the byte. What the
SQL of a plan says is ``backends.sql``; here are reading, running and asking. No row passes through Python unless a cell of it needs a word.
"""
