"""What a citizen may agree to, each by itself: to be called back, and to have her request passed on."""

from __future__ import annotations

CALL_BACK = "call_back"
HAND_ON = "pass_to_insurer"
PURPOSES = frozenset({CALL_BACK, HAND_ON})
