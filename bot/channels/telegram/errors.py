"""What Telegram's refusals mean for the sending of a parcel."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.channels.interface import MENDED, TryLater, Undeliverable
from bot.channels.telegram.http import UNSENT

NOTHING_TO_DO = ("message is not modified", "message to delete not found")
NOT_THERE = ("message to edit not found", "message can't be edited", "message_id_invalid")
CLOSED = (
    *("chat not found", "user not found", "user is deactivated", "group chat was deactivated", "peer_id_invalid"),
    *("chat_write_forbidden", "not enough rights", "have no rights to send", "bot was kicked"),
)


def refusal(error: TelegramError, group: bool) -> Undeliverable | TryLater:
    """What a refusal means for the sending of a parcel.

    Too many messages to a group concern that group; with private chats, which are paced one by one, the whole bot.
    """
    reason = f"{type(error).__name__}: {error}"
    match error:
        case RetryAfter():
            return TryLater(reason, told(error), whole_channel=not group)
        case Forbidden():
            return Undeliverable(reason, closed=True)
        case BadRequest():
            return Undeliverable(reason, closed=says(error, CLOSED))
        case InvalidToken():
            return TryLater(reason, MENDED, whole_channel=True)
    unsent = isinstance(error.__cause__, UNSENT)
    return TryLater(reason, whole_channel=unsent or not isinstance(error, TimedOut), unsure=not unsent)


def told(error: RetryAfter) -> timedelta:
    """How long Telegram told us to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def says(error: TelegramError, texts: tuple[str, ...]) -> bool:
    return any(text in str(error).lower() for text in texts)
