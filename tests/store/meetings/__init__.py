"""Tests of bot.store.meetings."""
