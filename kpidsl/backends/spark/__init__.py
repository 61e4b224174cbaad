"""Runs plans on Apache Spark, where the data of a group of companies lie.

The only place that imports pyspark.
"""
