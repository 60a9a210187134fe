"""Turns a posted form into an Incoming and the citizen's own line, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from starlette.exceptions import HTTPException

from bot.channels.interface import typed
from bot.domain.messages import Address, Incoming, Kind, Message
from bot.store.channels import origins
from bot.store.engine.database import Transaction
from bot.store.messages import chat_lines, inbox
from bot.store.messages.chat_lines import ChatLine

MOST_CHARACTERS = 2_000
MOST_TOKEN = 64
A_DAY = timedelta(days=1)
FORM = re.compile(r"[A-Za-z0-9_-]{8,64}")
LINE = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Said:
    """A text, or the token of a tapped button under `line`; `form` is the random id of the form.

    origin  where on the Internet it comes from, as `bot.web.origin` says it
    """

    address: Address
    form: str
    text: str = ""
    token: str = ""
    line: int = 0
    origin: str = ""

    @property
    def id(self) -> str:
        """One for each form and content: a double submit counts once, a stale form is not lost."""
        return sha256("\0".join((self.address.chat, self.form, self.token, self.text)).encode()).hexdigest()[:32]


def read_form(address: Address, fields: Mapping[str, str]) -> Said | None:
    """Reads the form, None where it is empty; raises HTTPException(400) for a foreign form."""
    form, token, line = fields.get("form", ""), fields.get("token", ""), fields.get("line", "0")
    ours = FORM.fullmatch(form) and LINE.fullmatch(line) and len(token) <= MOST_TOKEN
    if not ours:
        raise HTTPException(400)
    text = "" if token else typed(fields.get("text", ""))
    return Said(address, form, text, token, int(line)) if text or token else None


def say(tx: Transaction, said: Said, now: datetime) -> int | None:
    """Records what was said; returns the new line's number, None for a repeated form.

    A tap shows the button's label. Where the button is gone nothing is shown, and the talk answers the stale tap.
    """
    pressed = _line(tx, said) if said.token else None
    message_id = pressed.message_id if pressed else ""
    chat = said.address.chat
    kind: Kind = "tap" if said.token else "text"
    origin = origins.blind(tx, said.origin, now)
    incoming = Incoming(
        said.id, said.address, kind, said.text, said.token, sender=chat, message=message_id, origin=origin
    )
    if inbox.receive(tx, incoming, now) is None:
        return None
    shown = said.text or _label(pressed, said.token)
    return chat_lines.add(tx, chat, Message(shown), now, mine=True, message_id=said.id) if shown else said.line


def greet(tx: Transaction, address: Address, now: datetime) -> int | None:
    """Says "/start" for a citizen with an empty page, unless they wrote today; shows no line."""
    if inbox.recent(tx, address, now - A_DAY):
        return None
    return _start(tx, address, "/start", f"start {now.date()}", now)


def follow_link(tx: Transaction, address: Address, code: str, now: datetime) -> int | None:
    """Says "/start q-<code>" for a citizen who came by that link, once; shows no line."""
    return _start(tx, address, f"/start q-{code}", f"q-{code}", now)


def _start(tx: Transaction, address: Address, text: str, once: str, now: datetime) -> int | None:
    incoming = Incoming(f"{address.chat}:{once}", address, text=text, sender=address.chat)
    return inbox.receive(tx, incoming, now)


def _line(tx: Transaction, said: Said) -> ChatLine | None:
    lines = chat_lines.after(tx, said.address.chat, said.line - 1)
    return lines[0] if lines and lines[0].number == said.line else None


def _label(pressed: ChatLine | None, token: str) -> str:
    buttons = pressed.message.buttons if pressed else ()
    return next((button.label for button in buttons if button.token == token), "")
