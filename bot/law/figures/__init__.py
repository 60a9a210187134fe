"""Dated figures of the law, and what follows from them."""
