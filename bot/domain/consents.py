"""What citizens may agree to.

A call, passing their request on, what goes with it, asking an officer, coming to a meeting, being there, asking there,
being told something, being called about paying.
"""

from __future__ import annotations

from bot.domain.outreach.subscriptions import Purpose
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
MEETING = "meeting"
MEETING_VERSION = "meeting-1"
MEETING_TEXT = _(
    "To keep your seat and remind you, I keep that you come to this meeting and how many come along: no name, no "
    "number. Only the commune's staff see how many come. It is deleted 90 days after the meeting, or when you say so. "
    "Do you agree?"
)
AT_DOOR = "at_the_door"
AT_DOOR_VERSION = "door-1"
AT_DOOR_TEXT = _(
    "To thank you and send you the answers afterwards, I keep that you are at this meeting: no name, no number. Only "
    "the commune's staff see how many are there. It is deleted 90 days after the meeting, or when you say so. Do you "
    "agree?"
)
GUEST_QUESTION = "guest_question"
GUEST_QUESTION_VERSION = "question-1"
GUEST_QUESTION_TEXT = _(
    "The commune's staff read your question and may show it on the screen at the meeting, your name only if you give "
    "one. It is deleted 90 days after the meeting, or when you say so. Do you agree?"
)
MEETING_CALL = "meeting_call"
MEETING_CALL_VERSION = "meeting-call-1"
MEETING_CALL_TEXT = _(
    "If no message reaches you, the commune's staff call this number about this meeting, for nothing else. It is kept "
    "sealed, and deleted 90 days after the meeting, or when you say so. Do you agree?"
)
PAYMENT_CALL = "payment_call"
PAYMENT_CALL_VERSION = "payment-call-1"
PAYMENT_CALL_TEXT = _(
    "If I remind you and hear nothing for some days, the collector of your commune, or its staff, calls this number "
    "about paying, for nothing else. It is kept sealed, and deleted with your reminders, or when you say so. Do you "
    "agree?"
)
PURPOSES = frozenset({CALL_BACK, HAND_ON})
ATTACH_SUM = "attach_sum"
ATTACH_QUESTIONS = "attach_questions"
ATTACHING = (ATTACH_SUM, ATTACH_QUESTIONS)
"""What may go with a request once there is one: each by a consent of its own."""
SUBSCRIBING = tuple(purpose.value for purpose in Purpose)
"""What somebody may ask to be told: each by a consent of its own."""
