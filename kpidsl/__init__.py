"""Appraisal rules as data."""
