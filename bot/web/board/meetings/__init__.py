"""Meetings on the staff board."""
