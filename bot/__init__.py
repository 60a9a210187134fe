"""Loa: the commune loudspeaker, one that listens."""
