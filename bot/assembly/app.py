"""Settings in, a working Loa out: its parts, the channels row by row, the loops under way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from prometheus_client import REGISTRY
from starlette.types import ASGIApp

from bot.assembly.channel_row import ChannelRow, Connection, Surroundings
from bot.assembly.channels import ROWS, files_of
from bot.assembly.erasures import listing, ready_to_work
from bot.assembly.from_settings import delivery_rules, languages_of
from bot.channels.health import AT_ONCE, LATER, Health, Watched, listened
from bot.channels.interface import Channel, Webhook
from bot.channels.media.forwarding import Files
from bot.channels.webchat import Webchat
from bot.domain.errors import Trouble
from bot.domain.messages import Abilities
from bot.runtime.clockwork import MEASURED, WATCHED, Clockwork, regularly
from bot.runtime.content_publishing import Publishing
from bot.runtime.content_versions import ContentVersions
from bot.runtime.delivery import Delivery
from bot.runtime.jobs import Jobs
from bot.runtime.meeting_photos import fetch_photos
from bot.runtime.processes import this_process
from bot.runtime.readiness import Readiness
from bot.runtime.reception import Reception
from bot.runtime.supervisor import Loop, Supervisor
from bot.runtime.written_minutes import with_minutes
from bot.services.context import Runtime
from bot.settings.settings import Settings, links_of_code, ways_in
from bot.store.engine.database import Database
from bot.store.engine.lockfile import only_process
from bot.store.upkeep import version
from bot.store.upkeep.key_check import check_key
from bot.web.app import create_app
from bot.web.dependencies import StaffParts, WebParts
from bot.web.limiter import Limiter
from bot.words import FIRST


def now() -> datetime:
    """The time, timezone-aware; the only clock outside tests."""
    return datetime.now(UTC)


@dataclass
class Loa:
    """A running Loa: its parts, for what serves pages or talks in a terminal."""

    settings: Settings
    db: Database
    content: ContentVersions
    publishing: Publishing
    runtime: Runtime
    jobs: Jobs
    connections: tuple[Connection, ...]
    delivery: Delivery
    reception: Reception
    health: Health
    files: Files

    @property
    def webchat(self) -> Webchat:
        """The channel whose pages this Loa serves itself."""
        return next(one.channel for one in self.connections if isinstance(one.channel, Webchat))

    def app(self, *, demo: bool = False) -> ASGIApp:
        """The web side of this Loa."""
        settings, runtime = self.settings, self.runtime
        return create_app(
            WebParts(
                db=self.db,
                webchat=self.webchat,
                drain=self.reception.attend,
                clock=now,
                ready=Readiness(self.db, now, this_process()).ready,
                registry=REGISTRY,
                languages=runtime.languages,
                home=self.content.knowing.knowledge.library.home.name,
                webhooks=tuple(self.webhooks()),
                public_url=settings.public_url,
                metrics_token=settings.metrics_token.get_secret_value(),
                doctor_token=settings.derived("doctor"),
                secure_cookies=settings.public_url.startswith("https://"),
                staff=StaffParts(
                    runtime.context,
                    runtime.knowledge,
                    self.delivery.wake,
                    lambda: self.content.refused,
                    ways_in(settings),
                    lambda code: links_of_code(code, settings),
                    self.publishing,
                ),
                limiter=Limiter(settings.door_limits),
                demo=demo,
            )
        )

    async def failing(self, loop: Loop, error: BaseException, failures: int) -> None:
        """Tells the admins of a loop that fails; a channel's is told by its health."""
        if loop.channel:
            why, patience = (str(error), AT_ONCE) if isinstance(error, Trouble) else (type(error).__name__, LATER)
            self.health.line(loop.channel, loop.account, "in").ill(why, patience)
            return
        await self.db.run_if_there(lambda tx: self.jobs.failing(tx, loop, error, failures))

    def webhooks(self) -> Iterator[Webhook]:
        """Where platforms post what people say."""
        for one in self.connections:
            if one.webhook:
                line = self.health.line(one.channel.name, one.channel.account, "in")
                yield listened(one.webhook(self.reception.receive), line)


@asynccontextmanager
async def running(
    settings: Settings, *, receives: bool = True, delivers: bool = True, rows: Sequence[ChannelRow[Any]] = ROWS
) -> AsyncIterator[Loa]:
    """A Loa with its loops under way: inbox, delivery, forgetting, content, channels.

    receives, delivers   which of the two this process does; on SQLite one process does both
    rows                 the channels that it speaks over, where the settings do not leave them out

    Raises Trouble for whatever an operator has to put right first.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(only_process(settings.database))
        db = Database.open(settings.database, settings.vault, connections=settings.database_connections)
        stack.push_async_callback(db.close)
        await version.check(db)
        await ready_to_work(settings, db, stack)
        content = await _begin(settings, db)
        loa = _assemble(settings, db, content, rows)
        for connection in loa.connections:
            stack.push_async_callback(connection.channel.close)
        async with asyncio.TaskGroup() as tasks:
            supervisor = Supervisor(loa.failing)
            loops = [tasks.create_task(supervisor.keep(loop)) for loop in _loops(loa, receives)]
            carrying = Loop("delivery", loa.delivery.run)
            delivering = tasks.create_task(supervisor.keep(carrying)) if delivers else None
            if receives:
                await loa.reception.recover()
            try:
                yield loa
            finally:
                for loop in loops:
                    loop.cancel()
                await loa.reception.finish()
                loa.delivery.stop()
                if delivering is not None:
                    await delivering


@asynccontextmanager
async def at_rest(settings: Settings) -> AsyncIterator[Loa]:
    """A Loa for one turn of a command, beside whatever is running: nothing of it is under way."""
    async with AsyncExitStack() as stack:
        db = Database.open(settings.database, settings.vault, connections=2)
        stack.push_async_callback(db.close)
        await version.check(db)
        await db.read(check_key)
        content = await _begin(settings, db)
        loa = _assemble(settings, db, content, ROWS)
        for connection in loa.connections:
            stack.push_async_callback(connection.channel.close)
        yield loa


async def _begin(own: Settings, db: Database) -> ContentVersions:
    return await ContentVersions.begin(db, own.content, now, own.keep_lead_days, own.compiled, own.content_second)


def _assemble(settings: Settings, db: Database, content: ContentVersions, rows: Sequence[ChannelRow[Any]]) -> Loa:
    abilities = {row.name: row.abilities for row in rows}
    jobs = Jobs(_runtime(settings, content, rows, abilities))
    first = jobs.runtime.languages[FIRST]
    files = with_minutes(files_of(settings, db, content), db, lambda: jobs.runtime.knowledge().library, first, now)
    here = Surroundings(settings, db, now, jobs.runtime.languages, jobs, files, this_process(), Health(now))
    connections = tuple(found for row in rows if (found := row.connection(here)) is not None)
    channels = {(one.channel.name, one.channel.account): _watched(one.channel, here) for one in connections}
    # What a channel can do may follow from its settings, and whoever says something to it has to know.
    abilities.update({name: channel.abilities for (name, _account), channel in channels.items()})
    rules = delivery_rules(settings)
    delivery = Delivery(db, channels, now, here.worker, rules, given_up=jobs.given_up, checked=jobs.checked)
    reception = Reception(db, jobs.runtime, delivery.wake)
    publishing = Publishing(db, content, jobs.runtime.context, now, settings.keep_lead_days)
    return Loa(
        settings, db, content, publishing, jobs.runtime, jobs, connections, delivery, reception, here.health, files
    )


def _watched(channel: Channel, here: Surroundings) -> Watched:
    return Watched(channel, here.health.line(channel.name, channel.account, "out"))


def _runtime(
    settings: Settings, content: ContentVersions, rows: Sequence[ChannelRow[Any]], abilities: Mapping[str, Abilities]
) -> Runtime:
    return Runtime(
        knowledge=lambda: content.knowing.knowledge,
        languages=languages_of(settings),
        abilities=abilities,
        clock=now,
        limits=settings.limits,
        speaks=settings.language,
        board=settings.public_url or f"http://{settings.host}:{settings.port}",
        titles={row.name: row.title for row in rows},
        speech=bool(settings.speech_program),
    )


def _loops(loa: Loa, receives: bool) -> list[Loop]:
    clockwork = Clockwork(loa.db, now, loa.settings.keeping, expire=loa.jobs.expire, closing=loa.jobs.closing)
    hear = partial(loa.jobs.watch_channels, loa.health)
    loops = [
        Loop("content", partial(loa.content.watch, loa.jobs.content_refused, loa.delivery.wake)),
        Loop("publishing", partial(loa.publishing.watch, loa.delivery.wake)),
        Loop("forgetting", clockwork.run),
        Loop("photos", partial(fetch_photos, loa.db, loa.files)),
        *listing(loa.settings, loa.db),
        Loop("due", partial(clockwork.attend, loa.jobs.due, loa.delivery.wake)),
        Loop("measuring", partial(regularly, loa.db.read_if_there, loa.jobs.measure, MEASURED)),
        Loop("channels", partial(regularly, loa.db.run_if_there, hear, WATCHED)),
    ]
    for connection in loa.connections:
        name, account = connection.channel.name, connection.channel.account
        loops += [Loop(name, keeping, name, account) for keeping in connection.loops]
        for receiving in connection.receiving if receives else ():
            loops.append(Loop(name, partial(receiving, loa.reception.receive), name, account))
    return [*loops, Loop("sweep", loa.reception.sweep)] if receives else loops
