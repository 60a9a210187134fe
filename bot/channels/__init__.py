"""Channels: two pure translations and a client each.

They know platforms and nothing of what is talked about.
"""
