"""Addresses of the board's pages of what was achieved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from bot.web.board.auth import Gate
from bot.web.board.layout import Layout
from bot.web.board.reports.documents import ReportDocuments
from bot.web.board.reports.pages import ReportPages


def report_pages(gate: Gate, layout: Layout) -> Mapping[str, Mapping[str, Callable[[Request], Awaitable[Response]]]]:
    """Pages and forms by method."""
    pages, documents = ReportPages(gate, layout), ReportDocuments(gate, layout)
    get = {
        "/reports": pages.page,
        "/reports/chart.svg": pages.chart,
        "/reports/file/{form}": documents.take,
        "/reports/sent/{number:row}": documents.sent,
    }
    return {"GET": get, "POST": {"/reports/send": documents.send, "/reports/remark": documents.remark}}
