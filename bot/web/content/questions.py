"""Questions without a good answer, and what officers have answered.

For tests: data-testid "question" (one group), "proposal".
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.content.drafts import Outcome
from bot.domain.rights import Act
from bot.search.evaluation.grouping import grouped
from bot.services.context import Context
from bot.store.cases import proposals
from bot.store.engine.database import Transaction
from bot.store.staff.audited import Audited
from bot.store.statistics import unanswered
from bot.store.statistics.unanswered import Unanswered
from bot.talk.understanding.numbers import read_number
from bot.web.content.desk import Desk
from bot.words import FIRST, _

MOST, MOST_SHOWN, NEAR = 1000, 30, 3


@dataclass(frozen=True)
class Group:
    """Questions that ask much the same; `near`: answers that may be meant, the likeliest first."""

    asked: tuple[Unanswered, ...]
    near: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.text for one in self.asked))

    @property
    def numbers(self) -> str:
        return ",".join(str(one.number) for one in self.asked)


@dataclass(frozen=True)
class Questions:
    desk: Desk

    async def page(self, request: Request) -> Response:
        """GET /staff/content/questions"""
        signed = await self.desk.signed(request)
        waiting, proposed = await self.desk.gate.parts.db.read(_waiting)
        library = self.desk.library
        return self.desk.layout.page(
            request,
            signed,
            "content_questions.html",
            "content",
            groups=(await asyncio.to_thread(self._groups, waiting))[:MOST_SHOWN],
            proposals=[(one, self._near(one.question)) for one in proposed],
            answers={id_: one.title[FIRST] for id_, one in library.answers.items()},
        )

    async def settle(self, request: Request) -> Response:
        """POST /staff/content/questions: puts a group or a proposal aside."""
        signed, fields = await self.desk.gate.posted(request, Act.MEND_CONTENT)

        def work(context: Context) -> Outcome:
            numbers = [one for typed in fields.get("questions", "").split(",") if (one := read_number(typed))]
            unanswered.settle(context.tx, numbers, context.now)
            if proposal := read_number(fields.get("proposal", "")):
                proposals.done(context.tx, proposal)
            return Outcome.DROPPED

        await self.desk.done(signed, Audited.CONTENT_QUESTIONS, fields.get("form", ""), work)
        return self.desk.layout.done("/content/questions", _("It was put aside."), request)

    def _groups(self, waiting: list[Unanswered]) -> list[Group]:
        places = grouped([one.text for one in waiting], self.desk.library.vocabulary)
        groups = [tuple(waiting[place] for place in group) for group in places]
        return [Group(group, self._near(group[0].text, *(one.answer for one in group))) for group in groups]

    def _near(self, text: str, *chosen: str) -> tuple[str, ...]:
        """What was chosen or shown, then what the search finds."""
        hits = [hit.id for hit in self.desk.knowledge.finder.ask(text).hits]
        known = (id_ for id_ in dict.fromkeys((*chosen, *hits)) if id_ in self.desk.library.answers)
        return tuple(known)[:NEAR]


def _waiting(tx: Transaction) -> tuple[list[Unanswered], list[proposals.Proposal]]:
    return unanswered.waiting(tx, MOST), proposals.latest(tx, MOST)
