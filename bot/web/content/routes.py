"""Addresses of the pages of the content, below /staff."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response

from bot.web.board.auth import Gate
from bot.web.board.layout import Layout
from bot.web.content.desk import Desk
from bot.web.content.draft_page import DraftPage
from bot.web.content.form_page import FormPage
from bot.web.content.khmer import Khmer
from bot.web.content.moving import Moving
from bot.web.content.overview import Overview
from bot.web.content.questions import Questions
from bot.web.content.sheets import Sheets
from bot.web.content.templates_page import Templates
from bot.web.content.withdrawing import Withdrawing

Page: TypeAlias = Callable[[Request], Awaitable[Response]]


def content_pages(gate: Gate, layout: Layout) -> Mapping[str, Mapping[str, Page]]:
    """By method, then address."""
    desk = Desk(gate, layout)
    overview, form, draft = Overview(desk), FormPage(desk), DraftPage(desk)
    questions, withdrawing, sheets = Questions(desk), Withdrawing(desk), Sheets(desk)
    moving, templates, khmer = Moving(desk), Templates(desk), Khmer(desk)
    template = "/content/templates/{folder}/{name}"
    one = "/content/draft/{number:row}"
    return {
        "GET": {
            "/content": overview.page,
            "/content/edit/{kind}/{thing}": form.show,
            "/content/version/{number:row}": overview.version,
            "/content/questions": questions.page,
            "/content/sheet/{table}": sheets.page,
            "/content/sheet/{table}/table.xlsx": sheets.download,
            "/content/templates": templates.page,
            "/content/khmer": khmer.page,
            template: templates.download,
            one: draft.show,
        },
        "POST": {
            "/content/edit/{kind}/{thing}": form.post,
            "/content/version/{number:row}": overview.back,
            "/content/withdraw/{kind}/{thing}": withdrawing.withdraw,
            "/content/remove/{kind}/{thing}": moving.remove,
            "/content/rename/{kind}/{thing}": moving.rename,
            "/content/questions": questions.settle,
            template: templates.upload,
            "/content/khmer/{thing}": khmer.post,
            "/content/sheet/{table}": sheets.upload,
            f"{one}/ask": draft.ask,
            f"{one}/approve": draft.approve,
            f"{one}/plan": draft.plan,
            f"{one}/drop": draft.drop,
            f"{one}/use": draft.use,
        },
    }
