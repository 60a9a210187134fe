"""Dialogues with citizens."""
