"""Sign-in: a code from the chat opens a session once.

Pages ask for the session, forms for its token too.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.people import Staff
from bot.domain.rights import Act, may_at_all
from bot.services.staff.board_login import hashed
from bot.store.engine.database import Transaction
from bot.store.staff import audit, sessions
from bot.store.staff.audited import REFUSED, Audited
from bot.store.staff.sessions import Session
from bot.web.dependencies import WebParts
from bot.web.origin import origin_of
from bot.web.security import check_origin, form, form_with_file

log = structlog.get_logger()

COOKIE = "loa_staff"
PATH = "/staff"
LASTS = timedelta(hours=12)
LONGEST = timedelta(days=7)
NOTICED_EVERY = timedelta(minutes=5)
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
LEADS_TO = re.compile(r"reports\?unit=[\w-]{1,40}&period=[\w.-]{1,30}|meetings/\d{1,9}", re.ASCII)
FORM = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class Signed:
    """A member of staff who is signed in; forms of this session carry `csrf`."""

    session: Session
    csrf: str

    @property
    def staff(self) -> Staff:
        return self.session.staff


@dataclass(frozen=True)
class Gate:
    """Lets staff into the pages of the board, and nobody else."""

    parts: WebParts

    async def signed(self, request: Request, act: Act | None = Act.SEE) -> Signed:
        """Returns who asks; a page that names no act is for those who see requests.

        Raises HTTPException(401) where nobody is signed in, 404 for others.
        """
        token, now = request.cookies.get(COOKIE, ""), self.parts.clock()
        if not SECRET.fullmatch(token):
            raise HTTPException(401)
        digest = hashed(token)
        session = await self.parts.db.read(lambda tx: sessions.of_token(tx, digest, now))
        if session is None:
            raise HTTPException(401)
        self.parts.limiter.passes("board", str(session.staff.id))
        await self._notice(session, now)
        signed = Signed(session, sha256(f"csrf {token}".encode()).hexdigest())
        if act is not None and not may_at_all(act, signed.staff):
            raise await self.refuse(signed, REFUSED[act])
        return signed

    async def posted(self, request: Request, act: Act | None = Act.SEE) -> tuple[Signed, dict[str, str]]:
        """Returns who posts, and the fields.

        Raises HTTPException like `signed`, or 403 for a form of another session.
        """
        check_origin(request, self.parts.public_url)
        signed, fields = await self.signed(request, act), await form(request)
        self._ours(signed, fields)
        return signed, fields

    async def posted_long(self, request: Request, act: Act, most: int, fields: int) -> tuple[Signed, dict[str, str]]:
        """As `posted`, for a form of at most so many bytes and fields."""
        check_origin(request, self.parts.public_url)
        signed = await self.signed(request, act)
        filled = await form(request, most, fields)
        self._ours(signed, filled)
        return signed, filled

    async def posted_file(self, request: Request, act: Act, most: int) -> tuple[Signed, dict[str, str], bytes]:
        """As `posted`, for a form with a file of at most so many bytes."""
        check_origin(request, self.parts.public_url)
        signed = await self.signed(request, act)
        fields, file = await form_with_file(request, most)
        self._ours(signed, fields)
        return signed, fields, file

    def _ours(self, signed: Signed, fields: Mapping[str, str]) -> None:
        if not compare_digest(fields.get("csrf", "").encode(), signed.csrf.encode()):
            log.warning("form_refused", staff=signed.staff.id)
            raise HTTPException(403)

    async def enter(self, request: Request) -> Response | None:
        """Opens a session with the code in the form; None where the code is not valid (any more)."""
        check_origin(request, self.parts.public_url)
        self.parts.limiter.passes("sign_in", origin_of(request))
        fields, token, now = await form(request), secrets.token_urlsafe(32), self.parts.clock()
        code, to = fields.get("code", ""), fields.get("to", "")
        before = hashed(request.cookies.get(COOKIE, ""))

        def turn(tx: Transaction) -> Staff | None:
            came = sessions.enter(tx, hashed(code), hashed(token), now, now + LASTS)
            if came is not None and (session := sessions.of_token(tx, before, now)) is not None:
                sessions.end(tx, session.id, now)
            return came

        came = await self.parts.db.run(turn) if SECRET.fullmatch(code) else None
        if came is None:
            log.warning("sign_in_refused")
            return None
        log.info("signed_in", staff=came.id)
        response = RedirectResponse(f"{PATH}/{to if LEADS_TO.fullmatch(to) else ''}", 303)
        https = self.parts.secure_cookies
        age = int(LONGEST.total_seconds())
        response.set_cookie(COOKIE, token, age, path=PATH, httponly=True, samesite="strict", secure=https)
        return response

    async def leave(self, request: Request) -> Response:
        """POST /staff/out: signs out in this browser, or with everywhere=1 in all."""
        signed, fields = await self.posted(request, None)
        now, session = self.parts.clock(), signed.session
        if fields.get("everywhere"):
            count = await self.parts.db.run(lambda tx: sessions.end_all(tx, session.staff.id, now))
            log.info("signed_out_everywhere", staff=session.staff.id, count=count)
        else:
            await self.parts.db.run(lambda tx: sessions.end(tx, session.id, now))
        response = RedirectResponse(f"{PATH}/", 303)
        response.delete_cookie(COOKIE, path=PATH)
        return response

    async def refuse(self, signed: Signed, page: Audited, *numbers: int, people: tuple[int, ...] = ()) -> HTTPException:
        """Makes the error for a page outside the officer's area: as if there were no such page.

        The attempt is logged, and recorded in the audit.
        """
        now, who = self.parts.clock(), signed.staff.id
        log.warning("look_refused", staff=who, lead=numbers[0] if numbers else None)
        await self.parts.db.run(lambda tx: audit.looked(tx, who, page, numbers, now, refused=True, people=people))
        return HTTPException(404)

    async def looked(self, signed: Signed, page: Audited, *numbers: int, cases: Sequence[int] = ()) -> None:
        """Records in the audit, before the page is shown, what the officer sees.

        These requests and live questions.
        """
        if numbers or cases:
            now, who = self.parts.clock(), signed.staff.id
            await self.parts.db.run(lambda tx: audit.looked(tx, who, page, numbers, now, cases=cases))

    async def _notice(self, session: Session, now: datetime) -> None:
        until = min(now + LASTS, session.made_at + LONGEST)
        if now - session.seen_at >= NOTICED_EVERY:
            await self.parts.db.run(lambda tx: sessions.seen(tx, session, now, until))
