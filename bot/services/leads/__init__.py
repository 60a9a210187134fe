"""A request to be called, from asking to its end: create, route, notify, act, escalate, reassign, withdraw."""
