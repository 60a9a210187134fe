"""The citizen's session: an unguessable cookie, whose SHA-256 is the chat's address."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from bot.words import FIRST, OFFERED, Language

COOKIE = "loa"
LANGUAGE_COOKIE = "loa_language"
AGE = int(timedelta(days=400).total_seconds())
DEMO_OFFICER = "demo-officer"


@dataclass(frozen=True)
class ChatSession:
    """A cookie's value and the chat that it opens."""

    secret: str

    @property
    def chat(self) -> str:
        return sha256(self.secret.encode()).hexdigest()


def new_session() -> ChatSession:
    return ChatSession(secrets.token_urlsafe(32))


def session_of(request: Request) -> ChatSession | None:
    secret = request.cookies.get(COOKIE, "")
    return ChatSession(secret) if re.fullmatch(r"[A-Za-z0-9_-]{43}", secret) else None


def keep(response: Response, session: ChatSession, https: bool) -> None:
    """Sets the cookie, or renews its 400 days."""
    response.set_cookie(COOKIE, session.secret, AGE, path="/chat/", httponly=True, samesite="lax", secure=https)


def language_of(request: Request, languages: Mapping[str, Language]) -> Language:
    """Returns the language chosen with ?lang= or kept in a cookie, otherwise Vietnamese."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "")
    return languages.get(chosen, languages[FIRST])


def keep_language(response: Response, request: Request, https: bool) -> None:
    """Remembers a language that was chosen with ?lang=."""
    if (code := request.query_params.get("lang", "")) in OFFERED:
        response.set_cookie(LANGUAGE_COOKIE, code, AGE, httponly=True, samesite="lax", secure=https)
