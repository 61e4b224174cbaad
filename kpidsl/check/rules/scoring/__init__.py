"""How marks come about: scoring rules, targets, what is absent, rounding, points besides."""
