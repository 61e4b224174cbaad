"""What a run gives: published sheets, reports, and the figures behind them.

Takes a plan and the values of its columns; gives text that every backend must write alike. Never computes a score.
"""
