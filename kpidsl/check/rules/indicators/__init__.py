"""What indicators are: their definitions, names, directions, sources and periods."""
