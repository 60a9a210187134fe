"""Dialogues with staff."""
