"""Measured side by side, as ratios of one run: `make bench`."""
