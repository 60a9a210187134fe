"""A parcel as a call of Telegram's Bot API: pure dictionaries, ready for JSON.

What it shows goes along as bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.channels.interface import ApiCall, Undeliverable
from bot.domain.message_fitting import units
from bot.domain.messages import Abilities, Button, Media, MediaKind, link_of
from bot.lazy import lazily
from bot.store.messages.outbox import Parcel

InputFile: Callable[..., Any] = lazily("telegram", "InputFile")

METHODS: Mapping[MediaKind, tuple[str, str]] = {
    "photo": ("sendPhoto", "photo"),
    "voice": ("sendVoice", "voice"),
    "audio": ("sendAudio", "audio"),
    "video": ("sendVideo", "video"),
    "document": ("sendDocument", "document"),
}
ENDINGS: Mapping[MediaKind, str] = {
    "photo": "hinh.jpg",
    "voice": "tin-thoai.ogg",
    "audio": "am-thanh.mp3",
    "video": "phim.mp4",
    "document": "tep",
}
ABILITIES = Abilities(
    text_limit=4096,
    buttons=True,
    most_buttons=30,
    token_bytes=64,
    contact=True,
    edits=True,
    pictures=True,
    media=frozenset(METHODS),
    links=frozenset({"https"}),
)
SHORT_LABEL = 14
LONGEST_ANSWER = 200
# A parcel does not say its reader's language, so the one label that is ours speaks both.
SHARE_NUMBER = "📱 Gửi số điện thoại · Share my number"
# Takes away the keyboard of an earlier contact question; where there is none, nothing happens.
NO_KEYBOARD = {"reply_markup": {"remove_keyboard": True}}


def payload(parcel: Parcel, picture: bytes = b"", file: bytes | None = None) -> ApiCall:
    """The call that carries `parcel`, with its picture where that has been drawn (PNG).

    file    what it passes on; None where that lies at this bot already

    Raises Undeliverable for a button's token that Telegram would refuse.
    """
    chat, _slash, topic = parcel.address.chat.partition("/")
    if parcel.kind == "delete":
        return ApiCall("deleteMessage", {"chat_id": chat, "message_id": int(parcel.message_id)})
    if parcel.kind == "answer":
        told = {"text": parcel.message.text[:LONGEST_ANSWER], "show_alert": True} if parcel.message.text else {}
        return ApiCall("answerCallbackQuery", {"callback_query_id": parcel.message_id} | told)
    said = {"chat_id": chat, "text": parcel.message.text, "link_preview_options": {"is_disabled": True}}
    markup = _inline(parcel.message.buttons)
    if parcel.kind == "edit":
        return ApiCall("editMessageText", said | {"message_id": int(parcel.message_id)} | markup)
    if not parcel.group:
        # What is sent without words belongs to the message before it, whose keyboard stays.
        bare = {} if parcel.message.media is not None and not parcel.message.text else NO_KEYBOARD
        markup = _contact_keyboard(parcel.message.buttons) if parcel.message.wants_contact else markup or bare
    where = {"message_thread_id": int(topic)} if topic else {}
    if picture:
        photo = {"photo": InputFile(picture, "loa.png", attach=True), "caption": parcel.message.text}
        return ApiCall("sendPhoto", {"chat_id": chat} | photo | where | markup)
    if parcel.message.media is not None:
        method, arguments = _carried(parcel.message.media, parcel.message.text, file)
        return ApiCall(method, {"chat_id": chat} | arguments | where | markup)
    return ApiCall("sendMessage", said | where | markup)


def _carried(media: Media, text: str, data: bytes | None) -> tuple[str, dict[str, Any]]:
    """Method and arguments that send it with a caption.

    `data` is None where it lies at this very bot already.
    """
    method, field = METHODS[media.kind]
    name = media.name or ENDINGS[media.kind]
    return method, {field: media.ref if data is None else InputFile(data, name, attach=True), "caption": text}


def _inline(buttons: Sequence[Button]) -> dict[str, Any]:
    for button in buttons:
        if not link_of(button.token) and not 1 <= len(button.token.encode()) <= ABILITIES.token_bytes:
            raise Undeliverable("a button's token has to have 1 to 64 bytes")
    rows = [[_button(button) for button in row] for row in _rows(buttons)]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _button(button: Button) -> dict[str, str]:
    return {"text": button.label, "url" if link_of(button.token) else "callback_data": button.token}


def _contact_keyboard(buttons: Sequence[Button]) -> dict[str, Any]:
    """A keyboard in place of letters, whose options are labels to be typed.

    Inline buttons cannot share a number.
    """
    rows = [[{"text": SHARE_NUMBER, "request_contact": True}]]
    rows += [[{"text": button.label} for button in row] for row in _rows(buttons)]
    return {"reply_markup": {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}}


def _rows(buttons: Sequence[Button]) -> list[list[Button]]:
    """One button a row; two neighbours with short labels share one."""
    rows: list[list[Button]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and all(units(each.label) <= SHORT_LABEL for each in [*rows[-1], button]):
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows
