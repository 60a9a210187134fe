"""Dialogues that work something out by the law."""
