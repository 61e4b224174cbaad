"""The text of the regulation: its head, articles and attachments, counts in prose, names that drift, what is provisional."""
