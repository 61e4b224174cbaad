"""Grades: bands without holes, places and ties, who is ranked with whom, and the grades of the year."""
