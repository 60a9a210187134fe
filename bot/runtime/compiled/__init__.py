"""The knowledge as it was made once, kept on disk: a start need not make it again."""
