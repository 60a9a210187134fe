"""Chaos: a whole Loa is killed at random while people talk to it; nothing is lost, and every copy says so."""
