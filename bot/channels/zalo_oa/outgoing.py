"""A message as a Zalo Official Account takes it: pure dictionaries, ready for JSON.

Text is plain. Up to five options are buttons whose payload comes back as if it had been typed; more are a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from bot.channels.zalo_oa.incoming import TAP
from bot.domain.message_fitting import numbered, units
from bot.domain.messages import Abilities, Button, Carries, Message, link_of

Body: TypeAlias = dict[str, Any]

MOST_BUTTONS = 5
LONGEST_TITLE = 100
LONGEST_SUBTITLE = 500
LARGEST_PICTURE, LARGEST_DOCUMENT = 1_000_000, 5_000_000
DOCUMENTS: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".csv": "text/csv",
}
# A parcel does not say its reader's language, so the one label that is ours speaks both.
SHARE_NUMBER = "Chia sẻ số điện thoại · Share my number"


@dataclass(frozen=True)
class Manner:
    """How options and the wish for a phone number are put: not all works on every telephone.

    buttons        "hide": a tap shows nothing; "show": it shows the label, as if typed; "text": a numbered list only
    contact        whether a phone number is asked for with a card that shares it
    contact_image  address of the picture on that card; "": none
    """

    buttons: Literal["hide", "show", "text"] = "hide"
    contact: bool = True
    contact_image: str = ""

    @property
    def abilities(self) -> Abilities:
        """A hundred characters stay free for "(nhắc lại)".

        A picture goes ahead of its text, which it cannot carry.
        """
        return Abilities(
            text_limit=1900,
            buttons=self.buttons != "text",
            most_buttons=MOST_BUTTONS,
            token_bytes=900,
            contact=self.contact,
            pictures=True,
            caption_limit=0,
            media=frozenset({"photo", "document"}),
            links=frozenset({"https", "tel"}) if self.buttons != "text" else frozenset(),
            reaches=False,
            carries={"document": Carries(LARGEST_DOCUMENT, tuple(DOCUMENTS), bare=True)},
        )


ABILITIES = Manner().abilities


def text(user: str, message: Message, manner: Manner) -> Body:
    """The words with their buttons."""
    said: Body = {"text": message.text}
    if message.buttons:
        buttons = [_button(button, manner) for button in message.buttons]
        said["attachment"] = {"type": "template", "payload": {"buttons": buttons}}
    return _to(user, said)


def contact(user: str, message: Message, manner: Manner) -> Body | None:
    """A card that shares the phone number, the question on it.

    None where the question is too long for one.
    """
    question = "\n".join(part for part in (message.text, numbered(message.buttons)) if part)
    if units(question) > LONGEST_SUBTITLE:
        return None
    element = {"title": SHARE_NUMBER, "subtitle": question}
    if manner.contact_image:
        element["image_url"] = manner.contact_image
    return _template(user, {}, {"template_type": "request_user_info", "elements": [element]})


def picture(user: str, caption: str, attachment: str) -> Body:
    """An uploaded picture."""
    element = {"media_type": "image", "attachment_id": attachment}
    said = {"text": caption} if caption else {}
    return _template(user, said, {"template_type": "media", "elements": [element]})


def file(user: str, token: str) -> Body:
    """An uploaded document; what is to be said with it goes in a message of its own."""
    return _to(user, {"attachment": {"type": "file", "payload": {"token": token}}})


def sized(buttons: Sequence[Button]) -> tuple[str, ...]:
    """The labels as they fit on buttons."""
    return tuple(
        button.label if units(button.label) <= LONGEST_TITLE else f"{button.label[: LONGEST_TITLE // 2]}…"
        for button in buttons
    )


def _button(button: Button, manner: Manner) -> Body:
    (title,) = sized([button])
    if (link := link_of(button.token)) == "https":
        return {"title": title, "type": "oa.open.url", "payload": {"url": button.token}}
    if link == "tel":
        return {"title": title, "type": "oa.open.phone", "payload": {"phone_code": _dialled(button.token)}}
    if manner.buttons == "show":
        return {"title": title, "type": "oa.query.show", "payload": button.label}
    return {"title": title, "type": "oa.query.hide", "payload": TAP + button.token}


def _dialled(token: str) -> str:
    """The number as Zalo wants it, with Viet Nam's code: 84912345678, or short 8419009068."""
    digits = re.sub(r"[^+0-9]", "", token)
    return digits.removeprefix("+") if digits.startswith("+") else f"84{digits.removeprefix('0')}"


def _template(user: str, said: Body, payload: Body) -> Body:
    return _to(user, {**said, "attachment": {"type": "template", "payload": payload}})


def _to(user: str, said: Body) -> Body:
    return {"recipient": {"user_id": user}, "message": said}
