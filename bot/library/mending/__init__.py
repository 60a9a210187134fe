"""Mending what a machine can mend in files that editors wrote."""
