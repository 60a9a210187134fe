"""Requests to be called: queries, transitions, history, lists, erasure."""
