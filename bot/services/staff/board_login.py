"""The way from the chat to the staff board: a link that works once, for ten minutes."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import quote

from bot.domain.messages import Option, Say, link_of
from bot.domain.people import Staff
from bot.services.context import Context
from bot.store.staff import sessions
from bot.words import _, paragraphs, verbatim

LASTS = timedelta(minutes=10)


def hashed(secret: str) -> str:
    """What is kept of a code or token: of 256 random bits a plain hash tells nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_board(member: Staff, context: Context, *, to: str = "") -> tuple[Say, ...]:
    """A new link; the one before it is void. `to`: the page that it leads to."""
    if not context.board:
        return (Say(_("There is no staff board here. All of your work can be done in this chat.")),)
    code = secrets.token_urlsafe(32)
    sessions.give_code(context.tx, member.id, hashed(code), context.now + LASTS, context.now)
    address = f"{context.board}/staff/enter?code={code}" + (f"&to={quote(to, safe='')}" if to else "")
    said = _(
        "Your link to the staff board. It works once, within {minutes} minutes, and only for you: "
        "please do not pass it on.",
        minutes=int(LASTS.total_seconds()) // 60,
    )
    if link_of(address):
        return (Say(said, (Option(address, _("Open the board")),)),)
    return (Say(paragraphs(said, verbatim(address))),)
