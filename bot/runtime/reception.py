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
from bot.channels.updates import unkept
from bot.domain.messages import Address, Incoming
from bot.runtime.brake import brake
from bot.runtime.long_texts import LongTexts
from bot.services.context import Runtime
from bot.services.conversation import converse, reply
from bot.services.notify import apologise, tell_admins
from bot.services.outbox.reachability import KINDS, heed
from bot.services.staff.group_chats import hear_group
from bot.store.engine.database import Database, Transaction
from bot.store.engine.errors import refuses
from bot.store.messages import inbox, late_parcels
from bot.store.messages.inbox import BUSY, Received
from bot.store.people import visitors
from bot.talk.conversation import Conversation
from bot.words import _

log = structlog.get_logger()
turns = Counter("loa_turns", "Turns taken, by how they ended", ["channel", "result"])
refusals = Counter("loa_updates_set_aside", "Updates that could not be read or kept, and were set aside", ["channel"])

BACK_OFFS = (0.3, 1.5)
STALE = timedelta(seconds=10)
SWEEP_EVERY = 5.0
AWAY = 1.0


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
        self._long = LongTexts(lambda text: self._runtime.knowledge().finder.foresee(text))

    async def receive(self, incoming: Incoming) -> None:
        """Returns when the message is safe in the inbox; its turn follows by itself.

        What can never be kept is set aside, for else it would come again for ever. Raises TryLater if it is not safe.
        """
        try:
            if incoming.kind == "refused":
                await self._db.run(lambda tx: self._refuse(tx, incoming))
                return
            number = await self._db.once(lambda tx: inbox.receive(tx, incoming, self._runtime.clock()))
        except Exception as error:
            if incoming.kind == "refused" or not refuses(error):
                raise TryLater("not kept") from error
            await self.receive(unkept(incoming, error))
            return
        if number is not None:
            self.received(number, incoming.address, incoming.text)

    def _refuse(self, tx: Transaction, incoming: Incoming) -> None:
        """Sets aside what nobody can answer; the admins hear of it once a day."""
        now, channel = self._runtime.clock(), incoming.address.channel
        if (number := inbox.keep_aside(tx, incoming, now)) is None:
            return
        log.error("update set aside", channel=channel, account=incoming.address.account, incoming=number)
        refusals.labels(channel).inc()
        context = self._runtime.context(tx, now, f"refused:{channel}:{incoming.address.account}")
        told = _(
            "Something that came over {channel} could not be read and was set aside: see “loa aside”.",
            channel=context.title(incoming.address),
        )
        tell_admins(context, str(context.today), told)

    def received(self, number: int, address: Address, text: str = "") -> None:
        """A message has been put into the inbox under `number`, and this first try of it is counted."""
        self._counted.add(number)
        self.attend(address, text)

    def attend(self, address: Address, text: str = "") -> None:
        """Sees to it that this chat's inbox is drained, by the task that is at it or a new one.

        A long `text` that came is searched for before its turn, so that the turn holds up nobody else's.
        """
        self._long.note(address, text)
        if address in self._draining:
            self._more.add(address)
            return
        task = self._draining[address] = asyncio.create_task(self._drain(address))
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
        """The next turn of that chat, or what must come before it; False where there is none."""
        async with self._long.foreseen(address):
            result = await self._db.run(lambda tx: self._next(tx, address))
        if isinstance(result, int):
            await self._count(result)
            return True
        if isinstance(result, Address):
            self.attend(result)
        elif result in ("done", "last"):
            self._wake()
        if result == "busy" or not self._db.shared:  # on SQLite nobody else brings a row
            return result not in ("busy", "last", "empty")
        # Without the lock: a row may have come in while it was held, and whoever brought it found the chat busy.
        return await self._db.once(lambda tx: inbox.waiting(tx, address))

    async def _count(self, number: int) -> None:
        """Counts a try before it is made, so that a crash counts too."""
        await self._db.run(lambda tx: inbox.count_try(tx, number))
        self._counted.add(number)

    def _next(self, tx: Transaction, address: Address) -> Literal["done", "last", "busy", "empty"] | Address | int:
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
        elsewhere = self._turn(tx, received)
        inbox.done(tx, received.number)
        self._counted.discard(received.number)
        turns.labels(address.channel, "done").inc()
        return elsewhere or ("done" if tx.shared or inbox.waiting(tx, address) else "last")

    def _turn(self, tx: Transaction, received: Received) -> Address | None:
        runtime, incoming, now = self._runtime, received.incoming, self._runtime.clock()
        if incoming.kind in KINDS:
            heed(incoming, runtime.context(tx, now, f"in{received.number}"))
            return None
        visitor = visitors.visit(tx, incoming, now, runtime.speaks)
        late_parcels.wake(tx, incoming.address, now)
        context = runtime.context(
            tx, now, f"in{received.number}", incoming.address, tapped=incoming.kind == "tap", origin=incoming.origin
        )
        if incoming.group:
            if (private := hear_group(incoming, visitor, context)) is not None:
                inbox.receive(tx, private, now)
                return private.address
            return None
        conversation = Conversation.read(visitor.conversation).counted(now)
        says = brake(conversation.minute[1], visitor, runtime.limits)
        if says is None:
            conversation, says, visitor = converse(conversation, incoming, visitor, context)
        conversation = reply(says, conversation, visitor, context)
        conversation = conversation.without_held(now)
        visitors.remember(tx, visitor.address_id, conversation.write(), now, conversation.held_until)
        return None

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
