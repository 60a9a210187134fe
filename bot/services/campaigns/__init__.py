"""One message to many who asked for such.

Written, tested, approved, sent, and what came of it.
"""
