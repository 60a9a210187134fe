"""Targets, the insurer's own counts, and reports as they were sent."""
