"""Versions of the content, and the folders that gave or received them."""
