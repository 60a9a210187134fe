"""The changes, in order. Written by hand; a test compares their sum with `bot.store.tables` on both databases."""
