"""Zalo, both products, in boxes."""
