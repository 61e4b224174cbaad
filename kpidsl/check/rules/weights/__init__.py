"""The weights of indicators: every column adds up, every row has its indicator, and promises about them hold."""
