"""Reminders to pay: set, told in their time, answered, ended."""
