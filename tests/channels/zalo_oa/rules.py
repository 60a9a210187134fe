"""What a Zalo Official Account refuses in a consultation message, by its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BUTTONS = ("oa.query.show", "oa.query.hide", "oa.open.url", "oa.open.phone", "oa.open.sms")
MESSAGE_KEYS = {"text", "attachment", "quote_message_id"}


class Refused(Exception):
    """`code` and the message that comes with it."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def shown(body: Mapping[str, Any], attachments: Mapping[str, Any], files: Mapping[str, Any]) -> dict[str, Any]:
    """The message as its reader sees it: text, buttons, picture, file, card. Raises Refused."""
    message = body.get("message")
    if not isinstance(message, Mapping) or not message.keys() <= MESSAGE_KEYS or not message:
        raise Refused(-201, "message is invalid!")
    seen: dict[str, Any] = {"text": _text(message.get("text")), "buttons": []}
    attachment = message.get("attachment")
    if attachment is None:
        if not seen["text"]:
            raise Refused(-201, "text is invalid!")
        return seen
    if not isinstance(attachment, Mapping) or attachment.keys() != {"type", "payload"}:
        raise Refused(-201, "attachment is invalid!")
    payload = attachment["payload"]
    match attachment["type"]:
        case "file":
            if seen["text"]:
                raise Refused(-201, "text is invalid!")
            if payload.get("token") not in files:
                raise Refused(-100, "token was expired")
            return seen | {"file": payload["token"]}
        case "template":
            return seen | _template(payload, seen, attachments)
    raise Refused(-233, "message type is invalid or not support")


def _text(text: object) -> str:
    if text is None:
        return ""
    if not isinstance(text, str) or not text.strip():
        raise Refused(-201, "text is invalid!")
    if len(text.encode("utf-16-le")) // 2 > 2000:
        raise Refused(-210, "Parameter exceeds allowable limit")
    return text


def _template(payload: Mapping[str, Any], seen: Mapping[str, Any], attachments: Mapping[str, Any]) -> dict[str, Any]:
    buttons = [_button(button) for button in payload.get("buttons", [])]
    if len(buttons) > 5:
        raise Refused(-201, "buttons is invalid!")
    match payload.get("template_type"):
        case None:
            if not buttons or not seen["text"] or payload.keys() != {"buttons"}:
                raise Refused(-201, "payload is invalid!")
            return {"buttons": buttons}
        case "media":
            return {"buttons": buttons, "picture": _media(_only(payload), attachments)}
        case "request_user_info":
            return {"card": _card(_only(payload))}
    raise Refused(-233, "message type is invalid or not support")


def _only(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    match payload.get("elements"):
        case [dict() as element]:
            return element
    raise Refused(-201, "elements is invalid!")


def _media(element: Mapping[str, Any], attachments: Mapping[str, Any]) -> str:
    if element.get("media_type") not in ("image", "gif", "sticker") or ("url" in element) == (
        "attachment_id" in element
    ):
        raise Refused(-201, "elements is invalid!")
    if "url" in element:
        return str(element["url"])
    if element["attachment_id"] not in attachments:
        raise Refused(-100, "attachment_id was expired")
    return str(element["attachment_id"])


def _card(element: Mapping[str, Any]) -> dict[str, Any]:
    title, subtitle, image = element.get("title", ""), element.get("subtitle", ""), element.get("image_url", "")
    if not 0 < len(title) <= 100 or len(subtitle) > 500 or (image and not image.startswith("https://")):
        raise Refused(-201, "elements is invalid!")
    return {"title": title, "subtitle": subtitle}


def _button(button: object) -> dict[str, Any]:
    match button:
        case {"title": str(title), "type": str(type), "payload": payload} if 0 < len(title) <= 100:
            pass
        case _:
            raise Refused(-201, "buttons is invalid!")
    if type not in BUTTONS:
        raise Refused(-233, "message type is invalid or not support")
    good = {
        "oa.query.show": isinstance(payload, str) and 0 < len(payload) <= 1000,
        "oa.query.hide": isinstance(payload, str) and 0 < len(payload) <= 1000,
        "oa.open.url": isinstance(payload, dict) and str(payload.get("url", "")).startswith("https://"),
        "oa.open.phone": isinstance(payload, dict) and str(payload.get("phone_code", "")).isdigit(),
        "oa.open.sms": isinstance(payload, dict) and {"content", "phone_code"} <= payload.keys(),
    }
    if not good[type]:
        raise Refused(-201, "payload is invalid!")
    return {"title": title, "type": type, "payload": payload}
