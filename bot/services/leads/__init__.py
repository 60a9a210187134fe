"""Requests to be called: create, route, tell, act, escalate, reassign, withdraw."""
