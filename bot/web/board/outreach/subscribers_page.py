"""Who wishes to be told what, by commune: counts, so that nobody can be looked up.

For tests: data-testid "subscribers" (the line of a commune).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.outreach.facts import Step, cell
from bot.domain.outreach.subscriptions import A_MONTH, Purpose
from bot.domain.people import Staff
from bot.domain.rights import Act
from bot.store.engine.database import Transaction
from bot.store.people import subscribers
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.store.statistics import facts
from bot.web.board.auth import Gate
from bot.web.board.layout import Layout
from bot.words import Words, pgettext

TITLES: Mapping[Purpose, Words] = {
    Purpose.NEWS: pgettext("wish to be told", "News"),
    Purpose.MEETINGS: pgettext("wish to be told", "New meetings"),
    Purpose.PAYMENT: pgettext("wish to be told", "Reminders to pay"),
}


@dataclass(frozen=True)
class Line:
    """How many of a commune are told what now, and how many asked for it within a month.

    The commune is "" where none was named."""

    commune: str
    held: Mapping[Purpose, int]
    new: int


@dataclass(frozen=True)
class SubscribersPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/campaigns/subscribers: of one's own communes; the look is on record."""
        signed, now = await self.gate.signed(request, Act.SEND_NEWS), self.gate.parts.clock()
        found = await self.gate.parts.db.run(lambda tx: self._looked(tx, signed.staff))
        found.sort(key=lambda line: (not line.commune, -sum(line.held.values()), self.layout.commune(line.commune)))
        return self.layout.page(
            request,
            signed,
            "board_subscribers.html",
            "campaigns",
            lines=found,
            titles=TITLES,
            total={purpose: sum(line.held.get(purpose, 0) for line in found) for purpose in Purpose},
            shown=lambda line, count: cell(count, inside=signed.staff.serves(line.commune)),
            today=local(now).date(),
        )

    def _looked(self, tx: Transaction, member: Staff) -> list[Line]:
        """The lines of their communes, and of none named to those of the whole province."""
        now, own = self.gate.parts.clock(), member.communes
        audit.looked(tx, member.id, Audited.SUBSCRIBERS, [], now)
        held: dict[str, dict[Purpose, int]] = {}
        for (purpose, commune), count in subscribers.by_commune(tx, now).items():
            held.setdefault(commune, {})[purpose] = count
        last = local(now).date()
        first = last - A_MONTH + timedelta(days=1)
        asked = facts.sums(tx, ("unit",), first, last, steps=[Step.SUBSCRIBED], units=own)
        new = {unit: count for (unit,), count in asked.items()}
        there = held.keys() | new.keys()
        return [Line(one, held.get(one, {}), new.get(one, 0)) for one in there if not own or one in own]
