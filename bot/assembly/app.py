"""The one module that knows everybody: settings in, a working Loa out."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from prometheus_client import REGISTRY
from starlette.types import ASGIApp

from bot.assembly.zalo_bot import Bot, zalo_bot
from bot.assembly.zalo_oa import manner, signature, zalo_oa
from bot.channels.interface import Channel, TryLater
from bot.channels.media.forwarding import Files
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.outgoing import ABILITIES as TELEGRAM
from bot.channels.terminal import ABILITIES as TERMINAL
from bot.channels.webchat import ABILITIES as WEBCHAT
from bot.channels.webchat import Webchat
from bot.channels.zalo_bot.incoming import NAME as ZALO_BOT
from bot.channels.zalo_bot.outgoing import ABILITIES as ZALO_BOT_ABILITIES
from bot.channels.zalo_oa.channel import ZaloOa
from bot.channels.zalo_oa.incoming import NAME as ZALO_OA
from bot.channels.zalo_oa.outgoing import ABILITIES as ZALO_OA_ABILITIES
from bot.channels.zalo_oa.webhook import webhook as zalo_oa_webhook
from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.domain.messages import Abilities, Pace
from bot.runtime.attempts import Patience
from bot.runtime.clockwork import MEASURED, Clockwork, regularly
from bot.runtime.content import Knowing
from bot.runtime.delivery import Delivery, DeliveryRules
from bot.runtime.jobs import Consequences
from bot.runtime.reception import Reception
from bot.services.context import Runtime
from bot.settings.settings import Settings
from bot.store.engine.database import Database
from bot.store.engine.lockfile import only_process
from bot.store.upkeep.key_check import check_key
from bot.store.upkeep.version import check as check_tables
from bot.web.app import create_app
from bot.web.dependencies import StaffParts, Webhook, WebParts
from bot.words import Language, languages

log = structlog.get_logger()

TRY_AGAIN = 30.0

ABILITIES: Mapping[str, Abilities] = {
    "telegram": TELEGRAM,
    "webchat": WEBCHAT,
    "terminal": TERMINAL,
    ZALO_OA: ZALO_OA_ABILITIES,
    ZALO_BOT: ZALO_BOT_ABILITIES,
}


def now() -> datetime:
    """The time, timezone-aware; the only clock outside tests."""
    return datetime.now(UTC)


@dataclass
class Loa:
    """A running Loa: its parts, for whoever serves pages or talks in a terminal."""

    settings: Settings
    db: Database
    knowing: Knowing
    runtime: Runtime
    delivery: Delivery
    reception: Reception
    webchat: Webchat
    telegram: Telegram | None
    zalo_oa: ZaloOa | None
    zalo_bot: Bot | None
    then: Consequences

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
                telegram=self.webhook(),
                telegram_account=self.telegram.account if self.telegram else "",
                zalo_oa=self.zalo_oa_webhook(),
                zalo_oa_account=settings.zalo_oa_id,
                zalo_bot=self.zalo_bot.webhook(self.reception.receive) if self.zalo_bot else None,
                zalo_bot_account=self.zalo_bot.channel.account if self.zalo_bot else "",
                public_url=settings.public_url,
                metrics_token=settings.metrics_token.get_secret_value(),
                secure_cookies=settings.public_url.startswith("https://"),
                staff=StaffParts(runtime.context, runtime.knowledge, self.delivery.wake),
                demo=demo,
            )
        )

    def webhook(self) -> Webhook | None:
        """The handler of Telegram's webhook; None where there is no bot, or its updates are polled."""
        if self.telegram is None or not self.settings.public_url:
            return None
        return self.telegram.webhook(self.settings.webhook_secret, self.reception.receive)

    def zalo_oa_webhook(self) -> Webhook | None:
        """The handler of the Official Account's webhook; None where there is none."""
        if self.zalo_oa is None:
            return None
        return zalo_oa_webhook(signature(self.settings), self.reception.receive, now)

    async def introduce(self) -> bool:
        """Tells Telegram where updates go; False where it cannot be reached now. Raises Trouble where it refuses."""
        if self.telegram is None:
            return True
        settings = self.settings
        url = f"{settings.public_url}/telegram/{self.telegram.account}" if settings.public_url else ""
        try:
            await self.telegram.set_up(url, settings.webhook_secret, self.runtime.languages)
        except TryLater as error:
            log.warning("telegram not reached", channel="telegram", reason=type(error.__cause__).__name__)
            return False
        return True

    async def meet_telegram(self) -> None:
        """Introduces us until Telegram has heard it, then fetches updates for ever unless they come by webhook."""
        if self.telegram is None:
            return
        introduced = await self.introduce()
        while not introduced:
            await asyncio.sleep(TRY_AGAIN)
            introduced = await self.introduce()
        if not self.settings.public_url:
            await self.telegram.poll(self.reception.receive)

    async def ready(self) -> bool:
        """Whether the database answers."""
        return await self.db.there()


@asynccontextmanager
async def running(
    settings: Settings, *, receives: bool = True, delivers: bool = True, extra: tuple[Channel, ...] = ()
) -> AsyncIterator[Loa]:
    """A Loa with its loops under way: inbox, delivery, forgetting, content reload, and Telegram's polling.

    receives, delivers   which of the two this process does; on SQLite one process does both
    Raises Trouble for whatever an operator has to put right first.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(only_process(settings.database))
        db = Database.open(settings.database, settings.vault, connections=settings.database_connections)
        stack.push_async_callback(db.close)
        await check_tables(db)
        await db.read(check_key)
        loa = _assemble(settings, db, extra)
        if loa.telegram is not None:
            stack.push_async_callback(loa.telegram.close)
        if loa.zalo_oa is not None:
            stack.push_async_callback(loa.zalo_oa.close)
        if loa.zalo_bot is not None:
            stack.push_async_callback(loa.zalo_bot.channel.close)
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


def _assemble(settings: Settings, db: Database, extra: tuple[Channel, ...]) -> Loa:
    knowing = Knowing(settings.content, now().astimezone(VIET_NAM).date())
    token = settings.telegram_token.get_secret_value()
    files = Files()
    telegram = _telegram(settings, token, files) if token else None
    webchat, bot = Webchat(db, now, files=files), zalo_bot(settings, db, now, files)
    told = {ZALO_OA: manner(settings).abilities} | ({ZALO_BOT: bot.channel.abilities} if bot else {})
    if knowing.knowledge.library.consent.keep_days < settings.keep_lead_days:
        raise Trouble("LOA_KEEP_LEAD_DAYS dài hơn số ngày mà lời xin đồng ý đang dùng nói với người dân (keep_days).")
    runtime = Runtime(
        knowledge=lambda: knowing.knowledge,
        languages=_languages(settings),
        abilities={**ABILITIES, **told},
        clock=now,
        limits=settings.limits,
        speaks=settings.language,
        board=settings.public_url or f"http://{settings.host}:{settings.port}",
    )
    then = Consequences(runtime)
    official = zalo_oa(settings, db, now, then.alarm, then.readers, files)
    every: list[Channel | None] = [webchat, *extra, telegram, official, bot.channel if bot else None]
    channels = {(channel.name, channel.account): channel for channel in every if channel is not None}
    rules = DeliveryRules(
        slots=settings.delivery_slots,
        patience=Patience(settings.delivery_tries, timedelta(hours=settings.delivery_hours)),
        lease=settings.lease,
        grace=timedelta(seconds=settings.delivery_grace_seconds),
        share=1 / settings.delivery_workers,
    )
    delivery = Delivery(db, channels, now, f"{socket.gethostname()}:{os.getpid()}", rules, given_up=then.given_up)
    reception = Reception(db, runtime, delivery.wake)
    return Loa(settings, db, knowing, runtime, delivery, reception, webchat, telegram, official, bot, then)


def _languages(settings: Settings) -> Mapping[str, Language]:
    try:
        return languages(settings.locales)
    except FileNotFoundError as error:
        raise Trouble(f"Chưa có bản dịch dùng được trong {settings.locales}; hãy chạy: make locales") from error


def _telegram(settings: Settings, token: str, files: Files) -> Telegram:
    pace = Pace(settings.telegram_per_second, settings.telegram_per_chat_second)
    proxy = settings.telegram_proxy.get_secret_value()
    return Telegram(token, api=settings.telegram_api, proxy=proxy, pace=pace, files=files)


def _loops(loa: Loa, receives: bool) -> list[Callable[[], Coroutine[Any, Any, None]]]:
    clockwork = Clockwork(loa.db, now, loa.settings.keeping, expire=loa.then.expire)
    loops: list[Callable[[], Coroutine[Any, Any, None]]] = [loa.knowing.watch, clockwork.run]
    loops.append(lambda: clockwork.attend(loa.then.due, loa.delivery.wake))
    loops.append(lambda: regularly(loa.db, loa.then.measure, MEASURED))
    if loa.zalo_oa is not None:
        loops.append(loa.zalo_oa.keep_fresh)
    if (bot := loa.zalo_bot) is not None and receives:
        loops += [lambda: bot.attend(loa.reception.receive), lambda: bot.watch(loa.db, loa.then.plan)]
    if receives:
        loops += [loa.reception.sweep, loa.meet_telegram]
    return loops
