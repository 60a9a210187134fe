"""This process's part of the pace of each account, taken anew every few seconds."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.pace.rate_limits import Lane
from bot.runtime.processes import ended
from bot.store.engine.database import Transaction
from bot.store.scheduling import delivery_shares

EVERY = 2.0


class Share:
    """How much of the pace is this process's own: 1 where it is alone, 0 while others have all."""

    def __init__(self, worker: str) -> None:
        self.worker, self.part, self._kept = worker, 1.0, 1.0
        self._until: float | None = None

    def take(self, tx: Transaction, now: float) -> float:
        """The part from now on, asked for anew where that is due.

        It holds once the transaction has ended.

        now   seconds of a clock that nobody sets
        """
        return delivery_shares.take(tx, self.worker, ended) if self._due(now) else self.part

    def keep(self, part: float, now: float, lanes: Iterable[Lane]) -> None:
        """That is the part from now on; who has none asks again soon."""
        if self._due(now):
            self._until = now + EVERY if part else now
        if part not in (0.0, self._kept):
            self._kept = part
            for lane in lanes:
                lane.share(part)
        self.part = part

    def _due(self, now: float) -> bool:
        return self._until is None or now >= self._until

    def leave(self, tx: Transaction) -> None:
        """The others may have it."""
        delivery_shares.leave(tx, self.worker)
