"""Calculations by name, from plain inputs."""
