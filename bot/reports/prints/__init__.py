"""Posters, leaflets, cards, sheets and pictures.

What is on them, and how they are set in type.
"""
