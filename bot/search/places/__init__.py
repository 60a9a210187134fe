"""Which commune is meant."""
