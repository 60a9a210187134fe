"""What comes in: the inbox first, then one transaction a turn with all that follows from it.

The turns of a chat keep their order.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Literal

import structlog
from prometheus_client import Counter

from bot.channels.interface import TryLater
from bot.domain.messages import Address, Incoming, Say
from bot.services.context import Runtime
from bot.services.conversation import converse, reply
from bot.services.notify import apologise
from bot.services.staff.group_chats import hear_group
from bot.store.engine.database import Database, Transaction
from bot.store.messages import inbox
from bot.store.messages.inbox import BUSY, Received
from bot.store.people import visitors
from bot.talk.conversation import Conversation
from bot.words import _

log = structlog.get_logger()
turns = Counter("loa_turns", "Turns taken, by how they ended", ["channel", "result"])

BACK_OFFS = (0.3, 1.5)
STALE = timedelta(seconds=10)
SWEEP_EVERY = 5.0
AWAY = 1.0
SLOWER = Say(_("So many messages at once! Please give me a minute, then I am all yours again."))


class Reception:
    """Receives, and drains each chat's inbox.

    `wake` tells delivery that there may be something to send.
    """

    def __init__(
        self,
        db: Database,
        runtime: Runtime,
        wake: Callable[[], None],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._db = db
        self._runtime = runtime
        self._wake = wake
        self._pause = pause
        self._counted: set[int] = set()
        self._draining: dict[Address, asyncio.Task[None]] = {}
        self._more: set[Address] = set()

    async def receive(self, incoming: Incoming) -> None:
        """Returns when the message is safe in the inbox; its turn follows by itself.

        Raises TryLater if it is not.
        """
        try:
            number = await self._db.run(lambda tx: inbox.receive(tx, incoming, self._runtime.clock()))
        except Exception as error:
            raise TryLater("not kept") from error
        if number is not None:
            self.received(number, incoming.address)

    def received(self, number: int, address: Address) -> None:
        """A message has been put into the inbox under `number`, and this first try of it is counted."""
        self._counted.add(number)
        self.attend(address)

    def attend(self, address: Address) -> None:
        """Sees to it that this chat's inbox is drained, by the task that is at it or a new one."""
        if address in self._draining:
            self._more.add(address)
            return
        task = asyncio.create_task(self._drain(address))
        self._draining[address] = task
        task.add_done_callback(lambda _done: self._left(address))

    def _left(self, address: Address) -> None:
        self._draining.pop(address, None)
        if address in self._more:
            self._more.discard(address)
            self.attend(address)

    async def sweep(self) -> None:
        """Takes up, for ever, what a crash or a lost database has left lying in the inbox."""
        while True:
            try:
                await self._take_up(self._runtime.clock() - STALE)
            except Exception as error:  # noqa: BLE001 - the sweep is what mends everything else
                log.warning("sweep_failed", error=type(error).__name__)
            await self._pause(SWEEP_EVERY)

    async def recover(self) -> None:
        """At start: everything that waits is taken up at once."""
        await self._take_up(self._runtime.clock() + STALE)

    async def _take_up(self, received_before: datetime) -> None:
        for address in await self._db.read(lambda tx: inbox.waiting_chats(tx, received_before)):
            self.attend(address)

    async def finish(self) -> None:
        """Waits for the turns under way."""
        while self._draining:
            await asyncio.gather(*self._draining.values(), return_exceptions=True)
            await asyncio.sleep(0)

    async def _drain(self, address: Address) -> None:
        while True:
            self._more.discard(address)
            try:
                goes_on = await self._step(address)
            except Exception as error:  # noqa: BLE001 - one bad message must not end the chat
                goes_on = await self._failed(address, error)
            if not goes_on:
                return

    async def _step(self, address: Address) -> bool:
        """The next turn of that chat, or what must come before it.

        False where there is none to take.
        """
        result = await self._db.run(lambda tx: self._next(tx, address))
        if isinstance(result, int):
            await self._count(result)
            return True
        if result == "done":
            self._wake()
        # Without the lock: a row may have come in while it was held, and whoever brought it found the chat busy.
        return result != "busy" and await self._db.read(lambda tx: inbox.waiting(tx, address))

    async def _count(self, number: int) -> None:
        """Counts a try before it is made, so that a crash counts too."""
        await self._db.run(lambda tx: inbox.count_try(tx, number))
        self._counted.add(number)

    def _next(self, tx: Transaction, address: Address) -> Literal["done", "busy", "empty"] | int:
        """One turn; or the number of a message whose next try must be counted before it is made."""
        received = inbox.next_of(tx, address)
        if received is None:
            return "empty"
        if received is BUSY:
            return "busy"
        assert isinstance(received, Received)
        if received.unread:
            self._set_aside(tx, received, "unread")
            return "done"
        if received.number not in self._counted:
            return received.number
        self._turn(tx, received)
        inbox.done(tx, received.number)
        self._counted.discard(received.number)
        turns.labels(address.channel, "done").inc()
        return "done"

    def _turn(self, tx: Transaction, received: Received) -> None:
        runtime, incoming, now = self._runtime, received.incoming, self._runtime.clock()
        if incoming.kind in {"blocked", "unblocked"}:
            visitors.mark_blocked(tx, incoming.address, incoming.kind == "blocked", now)
            return
        visitor = visitors.visit(tx, incoming, now, runtime.speaks)
        context = runtime.context(tx, now, f"in{received.number}", incoming.address, tapped=incoming.kind == "tap")
        if incoming.group:
            hear_group(incoming, visitor, context)
            return
        conversation = Conversation.read(visitor.conversation).counted(now)
        over = conversation.minute[1] - runtime.limits.messages_a_minute
        if over > 0:
            says: tuple[Say, ...] = (SLOWER,) if over % runtime.limits.messages_a_minute == 1 else ()
        else:
            conversation, says, visitor = converse(conversation, incoming, visitor, context)
        conversation = reply(says, conversation, visitor, context)
        visitors.remember(tx, visitor.address_id, conversation.write(), now)

    async def _failed(self, address: Address, error: Exception) -> bool:
        """Whether to go on with the chat after a failed turn (True), or to leave it to the sweep."""
        if self._db.is_away(error):
            log.warning("database_away", error=type(error).__name__)
            await self._pause(AWAY)
            return False
        try:
            return await self._try_again(address, error)
        except Exception as worse:  # noqa: BLE001 - the sweep will take it up
            log.warning("retry_failed", error=type(worse).__name__)
            await self._pause(AWAY)
            return False

    async def _try_again(self, address: Address, error: Exception) -> bool:
        received = await self._db.run(lambda tx: inbox.next_of(tx, address))
        if not isinstance(received, Received):
            return received is not BUSY
        log.error("turn_failed", incoming=received.number, tries=received.tries, exc_info=error)
        turns.labels(address.channel, "failed").inc()
        self._counted.discard(received.number)
        if received.tries <= len(BACK_OFFS):
            await self._pause(BACK_OFFS[received.tries - 1])
            return True
        await self._db.run(lambda tx: self._set_aside(tx, received, type(error).__name__))
        self._wake()
        return True

    def _set_aside(self, tx: Transaction, received: Received, reason: str) -> None:
        runtime, now = self._runtime, self._runtime.clock()
        inbox.set_aside(tx, received.number, reason, now)
        apologise(received, runtime.context(tx, now, f"aside{received.number}"))
