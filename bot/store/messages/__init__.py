"""Inbox and outbox, the web chat's lines, and files that a platform fetches from us."""
