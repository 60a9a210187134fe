"""Codes as a turn meets them: in what somebody typed, or in a link."""

from __future__ import annotations

from bot.library.library import Poster
from bot.services.context import Context
from bot.store.outreach import codes
from bot.talk.understanding.poster_codes import like_codes, spotted


def find(code: str, context: Context) -> Poster | None:
    """The code as it was printed, however it is spelled; None where there is none."""
    return codes.find(context.tx, context.knowledge.library, code.upper()) if code else None


def spot(text: str, context: Context) -> tuple[str, str]:
    """The first code in the text, and the rest if it says anything; else "" and the text."""
    maybe = like_codes(text)
    return spotted(text, codes.among(context.tx, context.knowledge.library, maybe)) if maybe else ("", text)
