"""Addresses of the board's pages of what was achieved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from bot.web.board.auth import Gate
from bot.web.board.layout import Layout
from bot.web.board.reports.bringing import Bringing
from bot.web.board.reports.documents import ReportDocuments
from bot.web.board.reports.pages import ReportPages
from bot.web.board.reports.remarks import Remarks


def report_pages(gate: Gate, layout: Layout) -> Mapping[str, Mapping[str, Callable[[Request], Awaitable[Response]]]]:
    """Pages and forms by method."""
    pages, documents = ReportPages(gate, layout), ReportDocuments(gate, layout)
    bringing, remarks = Bringing(gate, layout), Remarks(gate, layout)
    get = {
        "/reports": pages.page,
        "/reports/chart.svg": pages.chart,
        "/reports/file/{form}": documents.take,
        "/reports/bring": bringing.page,
        "/reports/bring/{which}.xlsx": bringing.template,
        "/reports/sent/{number:row}": documents.sent,
    }
    post = {
        "/reports/send": documents.send,
        "/reports/remark": remarks.note,
        "/reports/remark/back": remarks.take_back,
        "/reports/bring/{which}": bringing.bring,
    }
    return {"GET": get, "POST": post}
