"""Channels: two pure translations and a client each; they know platforms and nothing of what is talked about."""
