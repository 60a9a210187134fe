"""What a citizen may agree to, each by itself: to be called back, to have her request passed on, to ask an officer."""

from __future__ import annotations

CALL_BACK = "call_back"
HAND_ON = "pass_to_insurer"
LIVE = "live"
PURPOSES = frozenset({CALL_BACK, HAND_ON})
