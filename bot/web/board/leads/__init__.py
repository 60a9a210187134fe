"""Requests on the staff board."""
