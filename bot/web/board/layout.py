"""What every page of the board shows around its own part, in the reader's language."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.calendar import VIET_NAM
from bot.domain.people import Role
from bot.domain.text import nfc
from bot.web.board.auth import PATH, Signed
from bot.web.board.texts_en import EN
from bot.web.board.texts_vi import VI
from bot.web.chat.page import new_form
from bot.web.chat.session import keep_language, wording_of
from bot.web.dependencies import StaffParts, WebParts
from bot.web.templating import Pages
from bot.words import Language, Words

TABS = ("mine", "board", "duty", "people", "numbers", "audit")
NOTICE = "loa_staff_notice"
LONGEST_NOTICE = 300


def texts(request: Request) -> Mapping[str, str]:
    """The board's own words in the language of this browser."""
    return {"vi": VI, "en": EN}[wording_of(request).code]


@dataclass(frozen=True)
class Look:
    """Renders the board's pages."""

    parts: WebParts
    staff: StaffParts
    pages: Pages

    def language(self, request: Request) -> Language:
        return self.staff.languages[wording_of(request).code]

    def commune(self, code: str) -> str:
        """The commune's name; its code where the content knows it no longer."""
        commune = self.staff.knowledge().by_code.get(code)
        return commune.name if commune else code

    def page(
        self, request: Request, signed: Signed | None, template: str, tab: str, status: int = 200, **values: object
    ) -> Response:
        """`tab` is the page's name in the menu, or ""; a notice left by the last deed is shown once."""
        t = texts(request)
        home = self.parts.home
        notice = _read(request.cookies.get(NOTICE, "")) if signed else ""
        response = self.pages.page(
            template,
            status,
            words=wording_of(request),
            t=t,
            title=t["title"],
            home=home.get(t["code"], home["vi"]),
            officer=True,
            tab=tab,
            tabs=[name for name in TABS if name != "audit" or (signed and signed.staff.role is Role.ADMIN)],
            staff=signed.staff if signed else None,
            csrf=signed.csrf if signed else "",
            new_form=new_form,
            commune=self.commune,
            say=self.language(request).say,
            moment=moment,
            lasted=lasted,
            weekday=weekday,
            now=self.parts.clock(),
            notice=notice,
            here=request.url.path,
            **values,
        )
        if notice:
            response.delete_cookie(NOTICE, path=PATH)
        keep_language(response, request, self.parts.secure_cookies)
        return response

    def done(self, to: str, notice: Words | str, request: Request) -> Response:
        """Goes to another page of the board, which says what was done."""
        said = notice if isinstance(notice, str) else self.language(request).say(notice)
        response = RedirectResponse(f"{PATH}{to}", 303)
        written = urlsafe_b64encode(said.partition("\n")[0][:LONGEST_NOTICE].encode()).decode()
        https = self.parts.secure_cookies
        response.set_cookie(NOTICE, written, 60, path=PATH, httponly=True, samesite="strict", secure=https)
        return response


def moment(at: datetime) -> str:
    return at.astimezone(VIET_NAM).strftime("%H:%M %d/%m/%Y")


def weekday(t: Mapping[str, str], day: date) -> str:
    """A day with its weekday, as on a calendar: "T2 23/11"."""
    return f"{t['weekdays'].split()[day.weekday()]} {day:%d/%m}"


def lasted(t: Mapping[str, str], time: timedelta) -> str:
    """A length of time as people say it: "40 phút", "5 giờ", "3 ngày". Longer ones are rounded down."""
    minutes = int(time.total_seconds()) // 60
    if minutes < 60:
        return t["minutes"].format(n=minutes)
    return t["hours"].format(n=minutes // 60) if minutes < 48 * 60 else t["day_count"].format(n=minutes // 1440)


def _read(written: str) -> str:
    try:
        return nfc(urlsafe_b64decode(written).decode())[:LONGEST_NOTICE]
    except ValueError:
        return ""
