"""What a citizen may agree to, each by itself: to be called back, to have her request passed on, to ask an officer."""

from __future__ import annotations

from bot.words import _

CALL_BACK = "call_back"
HAND_ON = "pass_to_insurer"
LIVE = "live"
# What is agreed to before a live question is passed on, and the version of that text.
LIVE_VERSION = "live-1"
LIVE_TEXT = _(
    "An officer will read your question and the last lines of this chat, but sees neither your account nor your "
    "number. Do you agree?"
)
PURPOSES = frozenset({CALL_BACK, HAND_ON})
