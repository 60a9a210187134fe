"""Settings in, a working Loa out: its parts, the channels row by row, the loops under way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from prometheus_client import REGISTRY
from starlette.types import ASGIApp

from bot.assembly.channels import ROWS
from bot.assembly.row import ChannelRow, Connection, Loop, Surroundings, this_process
from bot.channels.media.forwarding import Files
from bot.channels.webchat import Webchat
from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.domain.messages import Abilities
from bot.runtime.attempts import Patience
from bot.runtime.clockwork import MEASURED, Clockwork, regularly
from bot.runtime.content import Knowing
from bot.runtime.delivery import Delivery, DeliveryRules
from bot.runtime.jobs import Jobs
from bot.runtime.reception import Reception
from bot.services.context import Runtime
from bot.settings.settings import Settings
from bot.store.engine.database import Database
from bot.store.engine.lockfile import only_process
from bot.store.upkeep import version
from bot.store.upkeep.key_check import check_key
from bot.web.app import create_app
from bot.web.dependencies import StaffParts, WebParts
from bot.words import Language, languages


def now() -> datetime:
    """The time, timezone-aware; the only clock outside tests."""
    return datetime.now(UTC)


@dataclass
class Loa:
    """A running Loa: its parts, for what serves pages or talks in a terminal."""

    settings: Settings
    db: Database
    knowing: Knowing
    runtime: Runtime
    jobs: Jobs
    connections: tuple[Connection, ...]
    delivery: Delivery
    reception: Reception

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
                ready=self.ready,
                registry=REGISTRY,
                languages=runtime.languages,
                home=self.knowing.knowledge.library.home.name,
                webhooks=tuple(one.webhook(self.reception.receive) for one in self.connections if one.webhook),
                public_url=settings.public_url,
                metrics_token=settings.metrics_token.get_secret_value(),
                secure_cookies=settings.public_url.startswith("https://"),
                staff=StaffParts(runtime.context, runtime.knowledge, self.delivery.wake),
                demo=demo,
            )
        )

    async def ready(self) -> bool:
        """Whether the database answers."""
        return await self.db.there()


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    receives: bool = True,
    delivers: bool = True,
    rows: Sequence[ChannelRow[Any]] = ROWS,
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
        await db.read(check_key)
        loa = _assemble(settings, db, rows)
        for connection in loa.connections:
            stack.push_async_callback(connection.channel.close)
        async with asyncio.TaskGroup() as tasks:
            loops = [tasks.create_task(loop()) for loop in _loops(loa, receives)]
            delivering = tasks.create_task(loa.delivery.run()) if delivers else None
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


def _assemble(settings: Settings, db: Database, rows: Sequence[ChannelRow[Any]]) -> Loa:
    knowing = Knowing(settings.content, now().astimezone(VIET_NAM).date())
    if knowing.knowledge.library.consent.keep_days < settings.keep_lead_days:
        raise Trouble("LOA_KEEP_LEAD_DAYS dài hơn số ngày mà lời xin đồng ý đang dùng nói với người dân (keep_days).")
    abilities = {row.name: row.abilities for row in rows}
    runtime = _runtime(settings, knowing, rows, abilities)
    jobs = Jobs(runtime)
    here = Surroundings(settings, db, now, runtime.languages, jobs, Files(), this_process())
    connections = tuple(found for row in rows if (found := row.connection(here)) is not None)
    channels = {(one.channel.name, one.channel.account): one.channel for one in connections}
    # What a channel can do may follow from its settings, and whoever says something to it has to know.
    abilities.update({name: channel.abilities for (name, _account), channel in channels.items()})
    delivery = Delivery(db, channels, now, here.worker, _delivery_rules(settings), given_up=jobs.given_up)
    reception = Reception(db, runtime, delivery.wake)
    return Loa(settings, db, knowing, runtime, jobs, connections, delivery, reception)


def _runtime(
    settings: Settings, knowing: Knowing, rows: Sequence[ChannelRow[Any]], abilities: Mapping[str, Abilities]
) -> Runtime:
    return Runtime(
        knowledge=lambda: knowing.knowledge,
        languages=_languages(settings),
        abilities=abilities,
        clock=now,
        limits=settings.limits,
        speaks=settings.language,
        board=settings.public_url or f"http://{settings.host}:{settings.port}",
        titles={row.name: row.title for row in rows},
    )


def _delivery_rules(settings: Settings) -> DeliveryRules:
    return DeliveryRules(
        slots=settings.delivery_slots,
        patience=Patience(settings.delivery_tries, timedelta(hours=settings.delivery_hours)),
        lease=settings.lease,
        grace=timedelta(seconds=settings.delivery_grace_seconds),
        share=1 / settings.delivery_workers,
    )


def _languages(settings: Settings) -> Mapping[str, Language]:
    try:
        return languages(settings.locales)
    except FileNotFoundError as error:
        raise Trouble(f"Chưa có bản dịch dùng được trong {settings.locales}; hãy chạy: make locales") from error


def _loops(loa: Loa, receives: bool) -> list[Loop]:
    clockwork = Clockwork(loa.db, now, loa.settings.keeping, expire=loa.jobs.expire)
    loops: list[Loop] = [loa.knowing.watch, clockwork.run]
    loops.append(partial(clockwork.attend, loa.jobs.due, loa.delivery.wake))
    loops.append(partial(regularly, loa.db, loa.jobs.measure, MEASURED))
    for connection in loa.connections:
        loops += connection.loops
        if receives:
            loops += [partial(loop, loa.reception.receive) for loop in connection.receiving]
    return [*loops, loa.reception.sweep] if receives else loops
