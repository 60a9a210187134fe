"""Rows of meetings and their guests."""
