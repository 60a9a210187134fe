"""Routes of the board, its sign-in page, and its error pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.board.auth import PATH, Gate
from bot.web.board.duty_page import DutyPages
from bot.web.board.layout import Layout
from bot.web.board.lead_actions import LeadActions
from bot.web.board.lead_lists import LeadLists
from bot.web.board.lead_page import LeadPage
from bot.web.board.staff_page import StaffPage
from bot.web.board.statistics import Statistics
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


class RowNumber(IntegerConvertor):
    """A row's number in an address: one that no column holds is no page."""

    regex = "[0-9]{1,9}"


register_url_convertor("row", RowNumber())


def board_routes(parts: WebParts, staff: StaffParts, pages: Pages) -> list[BaseRoute]:
    """Every page and form of the board, below /staff."""
    gate, layout = Gate(parts), Layout(parts, staff, pages)
    lists, one, actions = LeadLists(gate, layout), LeadPage(gate, layout), LeadActions(gate, layout)
    people, statistics, door = StaffPage(gate, layout), Statistics(gate, layout), Door(gate, layout)
    duty = DutyPages(gate, layout)
    get = {
        "/": lists.mine,
        "/requests": lists.board,
        "/requests.xlsx": lists.export,
        "/request/{number:row}": one.page,
        "/duty": duty.page,
        "/people": people.page,
        "/people/{id:row}": people.leaving,
        "/numbers": statistics.numbers,
        "/audit": statistics.audit,
        "/enter": door.show,
    }
    post = {
        "/request/{number:row}/take": actions.take,
        "/request/{number:row}/outcome": actions.outcome,
        "/request/{number:row}/note": actions.note,
        "/request/{number:row}/hand": actions.hand,
        "/request/{number:row}/give": actions.give,
        "/duty/{id:row}": duty.note,
        "/people/{id:row}": people.hand_over,
        "/enter": door.open,
        "/out": gate.leave,
    }
    return [
        *(Route(PATH + path, page, methods=["GET"]) for path, page in get.items()),
        *(Route(PATH + path, page, methods=["POST"]) for path, page in post.items()),
    ]


@dataclass(frozen=True)
class Door:
    """The sign-in page that a link from the chat leads to.

    Opening the page does not use the link up: chats open links to draw a preview.
    """

    gate: Gate
    layout: Layout

    async def show(self, request: Request) -> Response:
        """GET /staff/enter?code=…"""
        code = request.query_params.get("code", "")
        return self.layout.page(request, None, "board_enter.html", "", code=code, bad="")

    async def open(self, request: Request) -> Response:
        """POST /staff/enter"""
        entered = await self.gate.enter(request)
        if entered is not None:
            return entered
        bad = self.layout.language(request).say(_("This link has been used already, or is older than 10 minutes."))
        return self.layout.page(request, None, "board_enter.html", "", 403, code="", bad=bad)


def refused(parts: WebParts, staff: StaffParts, pages: Pages, request: Request, status: int) -> Response:
    """Renders the sign-in page (401) or an error page."""
    layout = Layout(parts, staff, pages)
    if status == 401:
        return layout.page(request, None, "board_enter.html", "", status, code="", bad="")
    sentence = layout.language(request).say(ERRORS.get(status, WENT_WRONG))
    return layout.page(request, None, "board_error.html", "", status, sentence=sentence)
