"""What a channel is to the rest of Loa: one row.

What a row is built from, and what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeAlias, TypeVar

from bot.channels.health import Health, Line
from bot.channels.interface import Channel, Receive, Webhook
from bot.channels.media.forwarding import Files
from bot.domain.messages import Abilities
from bot.runtime.jobs import Jobs
from bot.settings.environment import OperatorSettings
from bot.settings.settings import Settings
from bot.store.engine.database import Database
from bot.words import Language, Words

S = TypeVar("S", bound=OperatorSettings)
Keeping: TypeAlias = Callable[[], Coroutine[Any, Any, None]]
"""A loop of every process."""
Receiving: TypeAlias = Callable[[Receive], Coroutine[Any, Any, None]]
"""A loop of a process that receives, given how an update is put on record."""


@dataclass(frozen=True)
class Surroundings:
    """The Loa in which a channel runs.

    worker   this process among all that share the database
    files    fetches what people send on any channel
    health   is told how every account fares
    """

    settings: Settings
    db: Database
    now: Callable[[], datetime]
    languages: Mapping[str, Language]
    jobs: Jobs
    files: Files
    worker: str
    health: Health

    @property
    def remembered(self) -> timedelta:
        """For how long it is known which updates came in."""
        return timedelta(days=self.settings.keep_days - 1)

    def line(self, channel: str, account: str) -> Line:
        """Where a channel tells how the fetching of updates goes."""
        return self.health.line(channel, account, "in")


@dataclass(frozen=True)
class Connection:
    """A channel that is set up.

    webhook     what its platform posts to, given how an update is put on record; None where nothing is posted
    receiving   its loops in a process that receives
    loops       its loops in every process
    """

    channel: Channel
    webhook: Callable[[Receive], Webhook] | None = None
    receiving: tuple[Receiving, ...] = ()
    loops: tuple[Keeping, ...] = ()


@dataclass(frozen=True)
class ChannelRow(Generic[S]):
    """All that the rest of Loa knows of a channel.

    name        of the channel in addresses
    title       what people call it
    settings    the class of its settings
    abilities   what it can do, unless the channel that is built says otherwise
    build       sets it up. Raises Trouble for settings that cannot be
    on          whether the settings want it: what carries a channel is loaded only where it is wanted
    """

    name: str
    title: Words
    settings: type[S]
    abilities: Abilities
    build: Callable[[S, Surroundings], Connection]
    on: Callable[[S], bool] = lambda _settings: True

    def connection(self, here: Surroundings) -> Connection | None:
        """The channel as the settings have it; None where they leave it out."""
        own = here.settings.of(self.settings)
        return self.build(own, here) if self.on(own) else None


def row_of(channel: Channel, title: Words) -> ChannelRow[Settings]:
    """The row of a channel that is there already and needs no setting."""
    return ChannelRow(channel.name, title, Settings, channel.abilities, lambda _settings, _here: Connection(channel))
