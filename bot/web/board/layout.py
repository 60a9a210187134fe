"""The frame that all pages of the board share, in the reader's language."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.calendar import VIET_NAM
from bot.domain.people import Role
from bot.domain.places import Commune
from bot.domain.rights import Act, may_at_all
from bot.domain.text import nfc
from bot.web.board.auth import PATH, Signed
from bot.web.chat.page import new_form
from bot.web.chat.session import keep_language, language_of
from bot.web.dependencies import StaffParts, WebParts
from bot.web.templating import Pages
from bot.words import Language, Words, _, in_language, pgettext

TABS: Mapping[str, Words] = MappingProxyType(
    {
        "mine": _("My day"),
        "board": _("Requests"),
        "tray": _("Tray"),
        "duty": _("On duty"),
        "people": _("Staff"),
        "codes": _("Codes"),
        "prints": _("Prints"),
        "meetings": _("Meetings"),
        "campaigns": pgettext("board", "Campaigns"),
        "reports": pgettext("board", "Reports"),
        "numbers": _("Numbers"),
        "audit": _("Audit log"),
        "content": _("Content"),
    }
)
OPEN_TO: Mapping[str, Act] = MappingProxyType(
    {
        "tray": Act.SORT_TRAY,
        "audit": Act.READ_AUDIT,
        "content": Act.MEND_CONTENT,
        "meetings": Act.HOLD_MEETINGS,
        "campaigns": Act.SEND_NEWS,
    }
)
"""Which act a page wants, where it is not that of seeing requests."""
ROLES: Mapping[Role, Words] = MappingProxyType(
    {
        Role.OFFICER: _("commune officer"),
        Role.COLLECTOR: _("collector"),
        Role.SUPERVISOR: pgettext("board", "supervisor"),
        Role.EDITOR: _("editor"),
        Role.ADMIN: _("administrator"),
    }
)
WEEKDAYS = _("Mon Tue Wed Thu Fri Sat Sun")
TWICE = _("That is on record already.")
CHOOSE = _("Please choose from the list.")
NOTICE = "loa_staff_notice"
LONGEST_NOTICE = 300


@dataclass(frozen=True)
class Layout:
    """Renders the board's pages."""

    parts: WebParts
    staff: StaffParts
    pages: Pages

    def language(self, request: Request) -> Language:
        return language_of(request, self.parts.languages)

    def commune(self, code: str) -> str:
        """Returns the commune's name, or its code where the content no longer knows it."""
        commune = self.staff.knowledge().by_code.get(code)
        return commune.name if commune else code

    def places(self) -> Sequence[Commune]:
        """The communes of the province."""
        places = self.staff.knowledge().library.places
        return places.provinces[places.home].communes

    def page(
        self, request: Request, signed: Signed | None, template: str, tab: str, status: int = 200, **values: object
    ) -> Response:
        """Renders a page; a notice left by the last action is shown once.

        tab   the page's name in the menu, or ""
        """
        language, home = self.language(request), self.parts.home
        notice = _read(request.cookies.get(NOTICE, "")) if signed else ""
        response = self.pages.page(
            template,
            language,
            status,
            title=language.say(_("Staff board")),
            home=in_language(language.code, home),
            officer=True,
            tab=tab,
            tabs=[tab for tab in TABS.items() if signed and may_at_all(OPEN_TO.get(tab[0], Act.SEE), signed.staff)],
            unused_content=self.staff.refused() if signed and may_at_all(Act.MEND_CONTENT, signed.staff) else (),
            roles=ROLES,
            staff=signed.staff if signed else None,
            csrf=signed.csrf if signed else "",
            new_form=new_form,
            commune=self.commune,
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

    def done(self, to: str, notice: Words | None, request: Request) -> Response:
        """Redirects to another page of the board, which says what was done."""
        said = self.language(request).say(notice) if notice else ""
        response = RedirectResponse(f"{PATH}{to}", 303)
        written = urlsafe_b64encode(said.partition("\n")[0][:LONGEST_NOTICE].encode()).decode()
        https = self.parts.secure_cookies
        response.set_cookie(NOTICE, written, 60, path=PATH, httponly=True, samesite="strict", secure=https)
        return response


def moment(at: datetime) -> str:
    return at.astimezone(VIET_NAM).strftime("%H:%M %d/%m/%Y")


def weekday(language: Language, day: date) -> str:
    """A day with its weekday, as on a calendar: "T2 23/11"."""
    return f"{language.say(WEEKDAYS).split()[day.weekday()]} {day:%d/%m}"


def lasted(time: timedelta) -> Words:
    """A length of time as people say it, rounded down: "40 phút", "5 giờ", "3 ngày"."""
    minutes = int(time.total_seconds()) // 60
    if minutes < 60:
        return _("{n} min", n=str(minutes))
    return _("{n} h", n=str(minutes // 60)) if minutes < 48 * 60 else _("{n} days", n=str(minutes // 1440))


def _read(written: str) -> str:
    try:
        return nfc(urlsafe_b64decode(written).decode())[:LONGEST_NOTICE]
    except ValueError:
        return ""
