"""The Zalo Bot."""
