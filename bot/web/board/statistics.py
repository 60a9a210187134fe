"""How long citizens wait in each commune, and how the channels fare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.messages import Address
from bot.domain.people import Role
from bot.reports.waiting_times import by_commune, times
from bot.store.channels import health
from bot.store.engine.database import Transaction
from bot.store.leads import lists
from bot.web.board.auth import Gate
from bot.web.board.filters import AGE_TITLES
from bot.web.board.layout import Layout
from bot.words import Words

SPANS = (7, 30, 90)


@dataclass(frozen=True)
class ChannelRow:
    """An account: its title, how it fares each way, and since when its oldest parcel is due."""

    title: Words
    ways: Mapping[str, health.Fared]
    oldest: datetime | None


@dataclass(frozen=True)
class Statistics:
    gate: Gate
    layout: Layout

    async def numbers(self, request: Request) -> Response:
        """GET /staff/numbers?days=30; anonymous, so it leaves no mark in the audit log."""
        signed, now = await self.gate.signed(request), self.gate.parts.clock()
        days = next((span for span in SPANS if str(span) == request.query_params.get("days")), 30)
        only = signed.staff.only_shared
        communes, since = signed.staff.communes, now - timedelta(days=days)
        late = times(self.layout.staff.knowledge().library, now)

        def read(tx: Transaction) -> tuple[list[lists.LeadCounts], list[lists.Wait], list[ChannelRow]]:
            counts = lists.counts(tx, communes, late, only_shared=only)
            channels = self._channels(tx, now) if signed.staff.role is Role.ADMIN else []
            return counts, lists.waits(tx, communes, since), channels

        counts, waits, channels = await self.gate.parts.db.read(read)
        rows = by_commune(counts, waits)
        rows.sort(key=lambda row: (-row.late, -row.open, self.layout.commune(row.commune)))
        return self.layout.page(
            request,
            signed,
            "board_numbers.html",
            "numbers",
            rows=rows,
            days=days,
            spans=SPANS,
            ages=[sum(row.ages[age] for row in rows) for age in range(4)],
            age_titles=AGE_TITLES,
            channels=channels,
        )

    def _channels(self, tx: Transaction, now: datetime) -> list[ChannelRow]:
        """A row for each account, with how it fares each way and what waits for it."""
        oldest, context = health.oldest_due(tx, now), self.layout.staff.context(tx, now, "numbers")
        ways: dict[tuple[str, str], dict[str, health.Fared]] = {}
        for one in health.states(tx):
            ways.setdefault((one.channel, one.account), {})[one.way] = one
        return [
            ChannelRow(context.title(Address(*account, "")), ways[account], oldest.get(account[0])) for account in ways
        ]
