"""Preview for editors: an answer as each channel shows it, on any day, in every language.

The page reloads after each save. It runs on the editor's own machine and holds nothing but content.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp
from watchfiles import awatch

from bot.domain.calendar import read_day
from bot.library import Mistake, Mistakes, Shown, TopicAnswer, load
from bot.library.comparison import compare
from bot.talk.scene import Knowledge
from bot.web.editor.sights import Sight, of_answer, scene_of
from bot.web.security import SecurityHeaders
from bot.web.templating import Pages, load_pages
from bot.words import FIRST, Language

LONGEST = 350


class Preview:
    """Shows the last good content and the mistakes of the latest; faulty content raises nothing."""

    def __init__(self, content: Path, languages: Mapping[str, Language], today: date) -> None:
        self.content, self.languages, self.today = content, languages, today
        self.knowledge: Knowledge | None = None
        self.mistakes: tuple[Mistake, ...] = ()
        self._pages: Pages = load_pages()
        self._bells: set[asyncio.Event] = set()
        self.reload()

    def reload(self) -> None:
        """Reads content/ again; faulty content leaves what was shown before."""
        try:
            self.knowledge = Knowledge.of(load(self.content), self.today, self.knowledge)
            self.mistakes = ()
        except Mistakes as found:
            self.mistakes = found.mistakes

    async def page(self, request: Request) -> Response:
        """GET /?a=ID&on=DATE&lang=CODE&q=WORDS; by default the first answer, today, Vietnamese."""
        asked = request.query_params
        on, language = _day(asked.get("on", ""), self.today), asked.get("lang", FIRST)
        language = language if language in self.languages else FIRST
        found = self._found(asked.get("q", ""))
        chosen = next((one for one in found if one.id == asked.get("a")), None) or self._answer(asked.get("a", ""))
        chosen = chosen or (found[0] if found else None)
        return self._pages.page(
            "preview.html",
            self.languages[FIRST],
            on=on,
            lang=language,
            q=asked.get("q", ""),
            mistakes=self.mistakes,
            found=found,
            chosen=chosen,
            shown=self._shown(chosen, language, on),
            sights=self._sights(chosen, language, on) if chosen else [],
            longest=LONGEST,
            languages=tuple(self.languages),
            topics=self._topics(),
        )

    async def compare(self, request: Request) -> Response:
        """GET /compare?before=DATE&after=DATE; by default today, and the first day of next year."""
        asked, next_year = request.query_params, date(self.today.year + 1, 1, 1)
        before, after = _day(asked.get("before", ""), self.today), _day(asked.get("after", ""), next_year)
        found = await asyncio.to_thread(compare, self.knowledge.library, before, after) if self.knowledge else None
        return self._pages.page("comparison.html", self.languages[FIRST], before=before, after=after, found=found)

    async def changes(self, request: Request) -> Response:
        """GET /changes: an event after each save."""
        return EventSourceResponse(self.saves(), ping=20)

    async def watch(self) -> None:
        """Reloads the content after each change of a file, for ever, and tells every open page."""
        async for _changes in awatch(self.content):
            await asyncio.to_thread(self.reload)
            for bell in self._bells:
                bell.set()

    async def saves(self) -> AsyncIterator[ServerSentEvent]:
        """An event for each save, without end."""
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            while True:
                await bell.wait()
                bell.clear()
                yield ServerSentEvent("saved", event="saved")
        finally:
            self._bells.discard(bell)

    def _answer(self, id_: str) -> TopicAnswer | None:
        return self.knowledge.library.answers.get(id_) if self.knowledge else None

    def _topics(self) -> dict[str, str]:
        topics = self.knowledge.library.topics.values() if self.knowledge else ()
        return {topic.id: topic.title[FIRST] for topic in topics}

    def _found(self, question: str) -> list[TopicAnswer]:
        """All answers in their order, or those that the search finds, best first."""
        if self.knowledge is None:
            return []
        library = self.knowledge.library
        if question.strip():
            return [library.answers[hit.id] for hit in self.knowledge.finder.ask(question).hits]
        return [library.answers[id_] for topic in library.topics.values() for id_ in topic.answers]

    def _shown(self, chosen: TopicAnswer | None, language: str, on: date) -> Shown | None:
        return chosen.show(language, on, self.knowledge.library.figures) if chosen and self.knowledge else None

    def _sights(self, chosen: TopicAnswer, language: str, on: date) -> list[Sight]:
        assert self.knowledge is not None
        return of_answer(chosen.id, scene_of(self.knowledge, self.languages[language], on))

    async def asset(self, request: Request) -> Response:
        return await self._pages.asset(request)


def _day(written: str, today: date) -> date:
    return read_day(written) or today


def create_preview(preview: Preview) -> ASGIApp:
    """The page, and the watch over content/ while it is served."""

    @asynccontextmanager
    async def watching(_app: Starlette) -> AsyncIterator[None]:
        watch = asyncio.create_task(preview.watch())
        yield
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch

    routes = [
        Route("/", preview.page),
        Route("/compare", preview.compare),
        Route("/changes", preview.changes),
        Route("/static/{name}", preview.asset),
    ]
    return SecurityHeaders(Starlette(routes=routes, lifespan=watching), framed=False, https=False)
