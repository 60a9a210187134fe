"""Where the board's pages are, and what is said where somebody may not come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.board.auth import PATH, Gate
from bot.web.board.duty_page import DutyPages
from bot.web.board.layout import Look
from bot.web.board.lead_actions import Deeds
from bot.web.board.lead_lists import Lists
from bot.web.board.lead_page import One
from bot.web.board.staff_page import People
from bot.web.board.statistics import Oversight
from bot.web.dependencies import StaffParts, WebParts
from bot.web.templating import Pages
from bot.words import Words, _, pgettext

WENT_WRONG = pgettext("board", "Something went wrong here. Please try again in a few minutes.")
ERRORS: Mapping[int, Words] = MappingProxyType(
    {
        403: _("This form is old, or came from another site. Please open the page again."),
        404: _("There is no such page, or that request is not among your communes."),
        503: _("We are busy right now. Please try again in a few minutes."),
    }
)


def board_routes(parts: WebParts, staff: StaffParts, pages: Pages) -> list[BaseRoute]:
    """Every page and form of the board, below /staff."""
    gate, look = Gate(parts), Look(parts, staff, pages)
    lists, one, deeds = Lists(gate, look), One(gate, look), Deeds(gate, look)
    people, oversight, door = People(gate, look), Oversight(gate, look), Door(gate, look)
    duty = DutyPages(gate, look)
    get = {
        "/": lists.mine,
        "/requests": lists.board,
        "/requests.xlsx": lists.export,
        "/request/{number:int}": one.page,
        "/duty": duty.page,
        "/people": people.page,
        "/people/{id:int}": people.leaving,
        "/numbers": oversight.numbers,
        "/audit": oversight.audit,
        "/enter": door.show,
    }
    post = {
        "/request/{number:int}/take": deeds.take,
        "/request/{number:int}/outcome": deeds.outcome,
        "/request/{number:int}/note": deeds.note,
        "/request/{number:int}/hand": deeds.hand,
        "/request/{number:int}/give": deeds.give,
        "/duty/{id:int}": duty.note,
        "/people/{id:int}": people.hand_over,
        "/enter": door.open,
        "/out": gate.leave,
    }
    return [
        *(Route(PATH + path, page, methods=["GET"]) for path, page in get.items()),
        *(Route(PATH + path, page, methods=["POST"]) for path, page in post.items()),
    ]


@dataclass(frozen=True)
class Door:
    """The page that a link from the chat leads to. Opening it uses nothing up: chats open links to draw a preview."""

    gate: Gate
    look: Look

    async def show(self, request: Request) -> Response:
        """GET /staff/enter?code=…"""
        code = request.query_params.get("code", "")
        return self.look.page(request, None, "board_enter.html", "", code=code, bad="")

    async def open(self, request: Request) -> Response:
        """POST /staff/enter"""
        entered = await self.gate.enter(request)
        if entered is not None:
            return entered
        bad = self.look.language(request).say(_("This link has been used already, or is older than 10 minutes."))
        return self.look.page(request, None, "board_enter.html", "", 403, code="", bad=bad)


def refused(parts: WebParts, staff: StaffParts, pages: Pages, request: Request, status: int) -> Response:
    """What somebody sees who is not signed in (401), or for whom something is not there."""
    look = Look(parts, staff, pages)
    if status == 401:
        return look.page(request, None, "board_enter.html", "", status, code="", bad="")
    sentence = look.language(request).say(ERRORS.get(status, WENT_WRONG))
    return look.page(request, None, "board_error.html", "", status, sentence=sentence)
