"""The board's pages of what was achieved: numbers, charts, documents."""
