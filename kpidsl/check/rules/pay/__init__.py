"""Pay: a better result gets no less, and runs of periods say when they begin again."""
