"""What Telegram's refusals mean for the sending of a parcel."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels.interface import MENDED, TryLater, Undeliverable
from bot.channels.telegram.http import UNSENT

NOTHING_TO_DO = (
    *("message is not modified", "message to delete not found"),
    *("query is too old", "query id is invalid", "query_id_invalid"),
)
NOT_THERE = ("message to edit not found", "message can't be edited", "message_id_invalid")
EMPTY = ("message is not modified", "message to edit not found", "message_id_invalid")
CLOSED = (
    *("chat not found", "user not found", "user is deactivated", "group chat was deactivated", "peer_id_invalid"),
    "bot was kicked",
)
MUTED = (
    *("chat_write_forbidden", "not enough rights", "have no rights to send", "need administrator rights"),
    *("chat_restricted", "chat_send_"),
)
NO_TOPIC = ("topic_closed", "topic_deleted", "topic_id_invalid", "message thread not found")
SILENT = timedelta(minutes=10)
"""How long nothing is tried in a chat where somebody has muted us."""
LONGEST_TOLD = timedelta(hours=1)


def refusal(error: TelegramError, group: bool) -> Undeliverable | TryLater:
    """What a refusal means for the sending of a parcel.

    Too many messages concern that chat; with private chats, which are paced one by one, perhaps the whole bot.
    """
    reason = f"{type(error).__name__}: {error}"
    match error:
        case RetryAfter():
            return TryLater(reason, told(error), crowded=not group)
        case Forbidden() | BadRequest() if says(error, MUTED) or says(error, NO_TOPIC):
            return TryLater(reason, SILENT)
        case ChatMigrated():
            return TryLater(reason, moved=str(error.new_chat_id))
        case Forbidden():
            return Undeliverable(reason, closed=True)
        case BadRequest():
            return Undeliverable(reason, closed=says(error, CLOSED))
        case InvalidToken():
            return TryLater(reason, MENDED, whole_channel=True)
    unsent = isinstance(error.__cause__, UNSENT)
    return TryLater(reason, whole_channel=unsent, unsure=not unsent)


def told(error: RetryAfter) -> timedelta:
    """How long Telegram told us to wait; after an hour it is asked again in any case."""
    wait = error.retry_after
    return min(wait if isinstance(wait, timedelta) else timedelta(seconds=wait), LONGEST_TOLD)


def says(error: TelegramError, texts: tuple[str, ...]) -> bool:
    return any(text in str(error).lower() for text in texts)
