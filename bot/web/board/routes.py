"""Routes of the board, its sign-in page, and its error pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from starlette.convertors import IntegerConvertor, StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.board.audit_page import AuditPage
from bot.web.board.auth import PATH, Gate
from bot.web.board.duty_page import DutyPages
from bot.web.board.invitations_page import InvitationsPage
from bot.web.board.layout import Layout
from bot.web.board.leads.actions import LeadActions
from bot.web.board.leads.bulk import LeadBulk
from bot.web.board.leads.export import LeadExport
from bot.web.board.leads.lists import LeadLists
from bot.web.board.leads.page import LeadPage
from bot.web.board.meetings.routes import meeting_pages
from bot.web.board.member_page import MemberPage
from bot.web.board.member_places import MemberPlaces
from bot.web.board.outreach.campaigns_page import CampaignsPage
from bot.web.board.outreach.codes_page import CodesPage
from bot.web.board.outreach.prints_page import PrintsPage
from bot.web.board.outreach.subscribers_page import SubscribersPage
from bot.web.board.reports.routes import report_pages
from bot.web.board.sessions_page import MemberSessions, SessionsPage
from bot.web.board.staff_page import StaffPage
from bot.web.board.statistics import Statistics
from bot.web.board.tray_page import TrayPage
from bot.web.board.write_page import WritePage
from bot.web.content.routes import content_pages
from bot.web.dependencies import StaffParts, WebParts
from bot.web.templating import Pages
from bot.words import Words, _, pgettext

WENT_WRONG = pgettext("board", "Something went wrong here. Please try again in a few minutes.")
ERRORS: Mapping[int, Words] = MappingProxyType(
    {
        403: _("This form is old, or came from another site. Please open the page again."),
        404: _("There is no such page, or that request is not among your communes."),
        429: pgettext("board", "Too many pages in one minute. Please wait a minute, then go on."),
        503: _("We are busy right now. Please try again in a few minutes."),
    }
)
Page = Callable[[Request], Awaitable[Response]]


class RowNumber(IntegerConvertor):
    """A row's number in an address: one that no column holds is no page."""

    regex = "[0-9]{1,9}"


class InvitationMark(StringConvertor):
    """What an invitation is called, which is not its code."""

    regex = "[0-9a-f]{8}"


register_url_convertor("row", RowNumber())
register_url_convertor("mark", InvitationMark())


def board_routes(parts: WebParts, staff: StaffParts, pages: Pages) -> list[BaseRoute]:
    """Every page and form of the board, below /staff."""
    gate, layout = Gate(parts), Layout(parts, staff, pages)
    some = (
        _about_requests(gate, layout),
        _about_staff(gate, layout),
        _in_and_out(gate, layout),
        meeting_pages(gate, layout),
        report_pages(gate, layout),
        content_pages(gate, layout),
    )
    return [
        Route(PATH + path, page, methods=[method])
        for each in some
        for method in ("GET", "POST")
        for path, page in each[method].items()
    ]


def _about_requests(gate: Gate, layout: Layout) -> Mapping[str, Mapping[str, Page]]:
    """Pages and forms by method: requests, one by one and together."""
    lists, actions, writing = LeadLists(gate, layout), LeadActions(gate, layout), WritePage(gate, layout)
    tray = TrayPage(gate, layout)
    get = {
        "/": lists.mine,
        "/next": lists.next,
        "/write": writing.page,
        "/requests": lists.board,
        "/requests.xlsx": LeadExport(gate, layout).export,
        "/request/{number:row}": LeadPage(gate, layout).page,
        "/tray": tray.page,
    }
    post = {
        "/write": writing.write,
        "/requests/{what}": LeadBulk(gate, layout).several,
        "/request/{number:row}/take": actions.take,
        "/request/{number:row}/outcome": actions.outcome,
        "/request/{number:row}/note": actions.note,
        "/request/{number:row}/hand": actions.hand,
        "/request/{number:row}/give": actions.give,
        "/request/{number:row}/reopen": actions.reopen,
        "/request/{number:row}/undo": actions.undo,
        "/tray/{number:row}": tray.sort,
    }
    return {"GET": get, "POST": post}


def _about_staff(gate: Gate, layout: Layout) -> Mapping[str, Mapping[str, Page]]:
    """Pages and forms by method: colleagues, numbers, prints."""
    people, duty = StaffPage(gate, layout), DutyPages(gate, layout)
    member, invitations = MemberPage(gate, layout), InvitationsPage(gate, layout)
    printing, codes, news = PrintsPage(gate, layout), CodesPage(gate, layout), CampaignsPage(gate, layout)
    get = {
        "/duty": duty.page,
        "/people": people.page,
        "/people/{id:row}": people.leaving,
        "/people/{id:row}/place": member.page,
        "/invitations": invitations.page,
        "/invitations.xlsx": invitations.template,
        "/prints": printing.page,
        "/numbers": Statistics(gate, layout).numbers,
        "/audit": AuditPage(gate, layout).page,
        "/codes": codes.page,
        "/codes.xlsx": codes.table,
        "/campaigns": news.page,
        "/campaigns/new": news.new,
        "/campaigns/subscribers": SubscribersPage(gate, layout).page,
        "/campaigns/{number:row}": news.show,
    }
    post = {
        "/duty/{id:row}": duty.note,
        "/people/{id:row}": people.hand_over,
        "/people/{id:row}/place": member.change,
        "/people/{id:row}/leave": member.leave,
        "/people/{id:row}/places/{place:row}/{deed}": MemberPlaces(member).do,
        "/invitations": invitations.invite,
        "/invitations/file": invitations.bring,
        "/invitations/{mark:mark}": invitations.revoke,
        "/prints": printing.make,
        "/codes": codes.make,
        "/campaigns/new": news.make,
        "/campaigns/{number:row}/{deed}": news.do,
        "/people/{id:row}/sessions/end": MemberSessions(member).end,
    }
    return {"GET": get, "POST": post}


def _in_and_out(gate: Gate, layout: Layout) -> Mapping[str, Mapping[str, Page]]:
    """Pages and forms by method: the way in and out, and where one is in."""
    door, browsers = Door(gate, layout), SessionsPage(gate, layout)
    get = {"/enter": door.show, "/sessions": browsers.page}
    post = {"/enter": door.open, "/sessions/{id:row}/end": browsers.end, "/out": gate.leave}
    return {"GET": get, "POST": post}


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
        to = request.query_params.get("to", "")
        return self.layout.page(request, None, "board_enter.html", "", code=code, to=to, bad="")

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
