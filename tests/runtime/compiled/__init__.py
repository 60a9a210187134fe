"""The knowledge kept on disk."""
