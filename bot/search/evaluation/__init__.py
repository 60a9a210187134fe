"""How good the search is, and its calibration."""
