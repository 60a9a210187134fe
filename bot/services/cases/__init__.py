"""A live question, from asking to its end: create, hand over, relay, escalate, close."""
