"""Plans as SQL: whole-number arithmetic over tables, the same on every database.

Takes integer plans; gives statements, and runs them where the database is embedded. Never writes a division, a rounding
or an average of the database's own, never a floating-point number.
"""
