"""What went well and ill on each account of a channel, each way, since somebody last looked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.interface import MENDED, Channel, TryLater, Undeliverable, Webhook
from bot.domain.messages import Abilities
from bot.domain.pace.rate_limits import Pace
from bot.store.channels.health import Fared, Way
from bot.store.messages.outbox import Parcel

#: For how long something may fail before it is told: what only an operator puts right, what a restart causes for a
#: moment, and everything else.
AT_ONCE, SOON, LATER = timedelta(0), timedelta(minutes=1), timedelta(minutes=10)


def nowhere(_reason: str | None, _patience: timedelta) -> None:
    """Nobody looks."""


@dataclass(frozen=True)
class Line:
    """One way of one account; `hear` is told why it failed, or None where it went well."""

    hear: Callable[[str | None, timedelta], None] = nowhere

    def well(self) -> None:
        """Something came in, or went out, or the platform had nothing for us."""
        self.hear(None, LATER)

    def ill(self, reason: str, patience: timedelta = LATER) -> None:
        """A failure; `reason` holds nothing personal."""
        self.hear(reason, patience)

    def failed(self, error: TryLater) -> None:
        """A failure; one after which nothing is tried for long is an operator's to put right."""
        self.ill(str(error), AT_ONCE if error.whole_channel and error.after >= MENDED else LATER)


class Health:
    """Collects what happens in this process."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._news: dict[tuple[str, str, Way], Fared] = {}

    def line(self, channel: str, account: str, way: Way) -> Line:
        """Where somebody tells how it went."""
        key = (channel, account, way)

        def hear(reason: str | None, patience: timedelta) -> None:
            now, before = self._now(), self._news.get(key, Fared(*key))
            if reason is None:
                self._news[key] = Fared(*key, succeeded=now)
                return
            due = min(now + patience, before.due or now + patience)
            self._news[key] = replace(before, failing=before.failing or now, reason=reason, due=due)

        return Line(hear)

    def news(self) -> list[Fared]:
        """All of it, once."""
        news, self._news = list(self._news.values()), {}
        return news


@dataclass(frozen=True)
class Watched:
    """A channel whose sending is listened to; who refuses one message is there."""

    channel: Channel
    line: Line

    @property
    def name(self) -> str:
        return self.channel.name

    @property
    def account(self) -> str:
        return self.channel.account

    @property
    def abilities(self) -> Abilities:
        return self.channel.abilities

    @property
    def pace(self) -> Pace:
        return self.channel.pace

    async def send(self, parcel: Parcel) -> str:
        """The platform's id of the message. Raises Undeliverable, TryLater."""
        try:
            id = await self.channel.send(parcel)
        except Undeliverable:
            self.line.well()
            raise
        except TryLater as error:
            self.line.failed(error)
            raise
        except TimeoutError:
            self.line.ill("no answer in time")
            raise
        self.line.well()
        return id

    async def close(self) -> None:
        """Lets go of connections; nothing is sent afterwards."""
        await self.channel.close()


def listened(webhook: Webhook, line: Line) -> Webhook:
    """The webhook, of which it is heard that something came in."""
    handle: Callable[[str, bytes], Awaitable[bool]] = webhook.handle

    async def hear(told: str, body: bytes) -> bool:
        taken = await handle(told, body)
        if taken and body:
            line.well()
        return taken

    return replace(webhook, handle=hear)
