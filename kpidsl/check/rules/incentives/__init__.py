"""What marks reward, over all that the ranges of figures allow."""
