"""Plans as SQL: whole-number arithmetic over tables, the same on every database.

Takes integer plans; gives statements and queries in the words of a dialect. Never runs anything; never writes a division, a
rounding or an average of a database's own, never a floating-point number.
"""
