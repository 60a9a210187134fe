"""Review queue for editors: each group of questions becomes content or is put aside."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.domain.errors import Trouble
from bot.library import Library
from bot.library.editing.changes import Change
from bot.web.security import SecurityHeaders
from bot.web.templating import Pages, load_pages
from bot.words import FIRST, Language, _

MOST_SHOWN = 40


class Work(Protocol):
    """What the page does; see bot.cli.review_queue.ReviewQueue."""

    def library(self) -> Library: ...
    def groups(self) -> list[Any]: ...
    def group(self, number: int) -> Any: ...
    def ask(self, answer: str, ask: str) -> tuple[Change, ...]: ...
    def new(self, topic: str, answer: str, title: str, asks: Sequence[str]) -> tuple[Change, ...]: ...
    def write(self, changes: Sequence[Change]) -> None: ...
    def settle(self, group: Any) -> None: ...


def create_unanswered(work: Work, language: Language) -> ASGIApp:
    """The application; forms carry a secret of this run, so that no other page can send them."""
    page = _Page(work, load_pages(), language, secrets.token_urlsafe(16))
    routes = [
        Route("/", page.show),
        Route("/do", page.do, methods=["POST"]),
        Route("/static/{name}", page.pages.asset),
    ]
    trusted = TrustedHostMiddleware(Starlette(routes=routes), allowed_hosts=["127.0.0.1", "localhost", "testserver"])
    return SecurityHeaders(trusted, framed=False, https=False)


class _Page:
    def __init__(self, work: Work, pages: Pages, language: Language, secret: str) -> None:
        self.work, self.pages, self._language, self._secret = work, pages, language, secret

    async def show(self, request: Request) -> Response:
        """GET / – the groups, what has just been changed, and what went wrong."""
        groups, library = await run_in_threadpool(lambda: (self.work.groups(), self.work.library()))
        titles = {answer.id: answer.title[FIRST] for answer in library.answers.values()}
        topics = {topic.id: topic.title[FIRST] for topic in library.topics.values()}
        return self.pages.page(
            "unanswered.html",
            self._language,
            groups=groups[:MOST_SHOWN],
            more=max(len(groups) - MOST_SHOWN, 0),
            titles=titles,
            topics=topics,
            secret=self._secret,
            said=request.query_params.get("said", "")[:500],
        )

    async def do(self, request: Request) -> Response:
        """POST /do – one group's form; back to the list with what was done."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        if not secrets.compare_digest(form.get("secret", ""), self._secret):
            return Response(self._language.say(_("This page is old, please reload it.")), 403)
        try:
            said = await run_in_threadpool(self._done, form)
        except Trouble as trouble:
            said = str(trouble)
        return RedirectResponse(str(request.url_for("show").include_query_params(said=said)), 303)

    def _done(self, form: Mapping[str, str]) -> str:
        group = self.work.group(int(form["number"]) if form.get("number", "").isdecimal() else 0)
        changes: tuple[Change, ...] = ()
        match form.get("what"):
            case "ask":
                changes = self.work.ask(form["answer"].strip(), form["ask"].strip())
            case "new":
                changes = self.work.new(form["topic"], form["id"].strip(), form["ask"].strip(), group.texts)
        self.work.write(changes)
        self.work.settle(group)
        files = ", ".join(f"content/{change.path}" for change in changes)
        return self._language.say(_("Written: {files}", files=files) if changes else _("It was put aside."))
