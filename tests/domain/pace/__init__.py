"""Tests of bot.domain.pace."""
