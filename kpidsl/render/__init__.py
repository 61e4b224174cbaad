"""What people look at: tables and pictures.

Takes values; gives text or bytes. Never writes a file, never prints.
"""
