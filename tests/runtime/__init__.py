"""Delivery: pace, order, retries, and what survives a crash."""
