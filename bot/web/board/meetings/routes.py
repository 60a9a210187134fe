"""Which page of a meeting is where, below /staff."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from bot.web.board.auth import Gate
from bot.web.board.layout import Layout
from bot.web.board.meetings.bringing import BringingPages
from bot.web.board.meetings.calls import CallPages
from bot.web.board.meetings.door import DoorPages
from bot.web.board.meetings.pages import MeetingPages
from bot.web.board.meetings.report import ReportPages
from bot.web.board.meetings.results import ResultPages


def meeting_pages(gate: Gate, layout: Layout) -> Mapping[str, Mapping[str, Callable[[Request], Awaitable[Response]]]]:
    """Pages and forms by method."""
    pages, results, door = MeetingPages(gate, layout), ResultPages(gate, layout), DoorPages(gate, layout)
    bringing = BringingPages(gate, layout)
    calls, report = CallPages(gate, layout), ReportPages(gate, layout)
    get = {
        "/meetings": pages.page,
        "/meetings/new": pages.new,
        "/meetings/file": bringing.page,
        "/meetings/file.xlsx": bringing.template,
        "/meetings/{number:row}": pages.show,
        "/meetings.xlsx": results.export,
        "/meetings/{number:row}/minutes.docx": results.document,
        "/meetings/{number:row}/photos/{photo:row}": results.photo,
        "/meetings/{number:row}/door": door.page,
        "/meetings/{number:row}/calls": calls.page,
        "/meetings/{number:row}/results": report.page,
    }
    post = {
        "/meetings": pages.make,
        "/meetings/file": bringing.look,
        "/meetings/file/apply": bringing.apply,
        "/meetings/{number:row}/change": pages.change,
        "/meetings/{number:row}/announce": pages.announce,
        "/meetings/{number:row}/cancel": pages.cancel,
        "/meetings/{number:row}/screen": door.screen,
        "/meetings/{number:row}/release": door.release,
        "/meetings/{number:row}/sheet": door.sheet,
        "/meetings/{number:row}/calls/{guest:row}": calls.called,
        "/meetings/{number:row}/results": report.write,
    }
    return {"GET": get, "POST": post}
