"""A campaign over the real adapters: Telegram, a Zalo Official Account, a Zalo Bot and the web chat, each over HTTP.

Staff are on paper; citizens on platforms that refuse what the real ones refuse: after a week of silence, beyond a plan.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.assembly.channels import ROWS
from bot.channels.interface import Facts, Readers
from bot.channels.telegram.channel import Telegram
from bot.channels.webchat import Webchat
from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_bot.here import Here
from bot.channels.zalo_oa.account import Account
from bot.channels.zalo_oa.api import App, Client
from bot.channels.zalo_oa.channel import Rules, ZaloOa
from bot.channels.zalo_oa.tokens import Tokens
from bot.domain.calendar import local
from bot.domain.messages import Address, Incoming
from bot.domain.outreach.campaigns import Audience, Campaign, CampaignState, Why
from bot.domain.outreach.facts import Step
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.pace.rate_limits import Pace
from bot.domain.people import Role
from bot.runtime.content import Knowing
from bot.runtime.delivery import Delivery
from bot.runtime.jobs import Jobs
from bot.runtime.reception import Reception
from bot.services.campaigns import going, planning, running
from bot.services.campaigns.preview import preview
from bot.services.campaigns.results import Outcome, results
from bot.services.context import Context, Runtime
from bot.store.channels import zalo_oa
from bot.store.engine.database import Database, Transaction
from bot.store.messages import chat_lines
from bot.store.people import addresses, consents, subscriptions, visitors
from bot.store.statistics import plan_usage
from bot.words import languages
from tests.channels.telegram.emulator import FakeTelegram
from tests.channels.zalo_bot.emulator import FakeZaloBot
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.content import ROOT
from tests.stories.conftest import MY_LONG, VAULT, hire
from tests.stories.test_campaigns import TUESDAY, WORDS, by, campaign_of, made, named
from tests.story import PaperChannel, Stage

FAST = Pace(per_second=1000, per_chat_second=1000, burst=1000)
PLAN, PRICE, OPENING = 6, 55, "Loa gửi cô chú tin đã hứa"
NOON = TUESDAY.replace(hour=12)


class TimedOa(OaEmulator):
    """The Official Account in a box, with the stage's clock."""

    clock: Callable[[], datetime] = staticmethod(lambda: datetime.now(UTC))

    @property
    def now(self) -> datetime:
        return self.clock()


@dataclass
class Harbour(Stage):
    """The stage with all four channels beside paper."""

    telegram: FakeTelegram = field(default_factory=FakeTelegram)
    oa: TimedOa = field(default_factory=TimedOa)
    bot: FakeZaloBot = field(default_factory=FakeZaloBot)
    rules: Rules = field(default_factory=lambda: Rules(pace=FAST, news=True, price=PRICE))
    people: dict[str, Any] = field(default_factory=dict)

    async def _start(self) -> None:
        self.db = self.open_database(self.url)
        self.oa.clock = lambda: self.now
        app = App(self.oa.app_id, self.oa.app_secret, self.oa.url, self.oa.url, self.oa.url)
        tokens = Tokens(self.db, Client(app), self.oa.oa_id, lambda: self.now, "me", lambda _tx, _key, _said: None)
        readers = Readers(addresses.last_heard, lambda _tx, _parcel: Facts())
        real: tuple[Any, ...] = (
            Telegram(self.telegram.token, api=self.telegram.url, pace=FAST),
            ZaloOa(Account(tokens, lambda: self.now), self.rules, readers),
            ZaloBot(self.bot.token, Here(self.db, lambda: self.now, "stage"), api=self.bot.url, pace=FAST, plan=PLAN),
            Webchat(self.db, lambda: self.now),
        )
        self.real = {one.name: one for one in real}
        runtime = self.runtime(lambda: self.now)
        self.jobs = Jobs(runtime)
        channels = {(one.name, one.account): one for one in (self.paper, self.plain, *real)}
        self.delivery = Delivery(
            self.db, channels, lambda: self.now + self.patience, "stage", checked=self.jobs.checked,
            given_up=self.jobs.given_up,
        )  # fmt: skip
        self.reception = Reception(self.db, runtime, self.delivery.wake)
        self._running = asyncio.create_task(self.delivery.run())

    async def _stop(self) -> None:
        await super()._stop()
        for one in self.real.values():
            await one.close()

    def at(self, channel: str, chat: str) -> Address:
        return Address(channel, self.real[channel].account, chat)

    async def wants_news(self, place: Address, wrote: datetime) -> None:
        """Somebody there wrote last at that moment, and asked for news of xã Mỹ Long."""

        def work(tx: Transaction) -> None:
            who = visitors.visit(tx, Incoming("1", place, text="nhận tin", sender=place.chat), wrote, "vi")
            visitors.remember(tx, who.address_id, "", wrote)
            given = consents.give(tx, who.citizen.id, "1", (Purpose.NEWS.value,), place.channel, "00", wrote)
            subscriptions.begin(tx, who.citizen.id, who.address_id, Purpose.NEWS, MY_LONG, given)

        await self.db.run(work)

    async def passes(self, at: datetime, looks: int = 6) -> None:
        """It is that time, and the clock looks so many times."""
        self.now = at
        for _each in range(looks):
            await self.db.run(self.jobs.due)
            await self.settle()
            self.now += timedelta(seconds=6)

    async def got(self) -> dict[str, int]:
        """How many messages of campaigns stand on the screens of each channel."""
        web = await self.db.read(lambda tx: chat_lines.last(tx, "browser", 99))
        screens = {
            "telegram": [shown.text for who in PEOPLE["telegram"] for shown in self.people[who].screen()],
            "zalo_oa": [seen.text for who in PEOPLE["zalo_oa"] for seen in self.people[who].screen],
            "zalo_bot": [shown.text for who in PEOPLE["zalo_bot"] for shown in self.people[who].screen],
            "webchat": [line.message.text for line in web],
        }
        return {channel: sum(OPENING in text for text in texts) for channel, texts in screens.items()}

    async def settles_in(self) -> None:
        """Everybody is there: on the Official Account one wrote yesterday, one four days ago, one nine days ago."""
        access, refresh = self.oa.consent()
        later = self.now + timedelta(days=30)
        await self.db.run(lambda tx: zalo_oa.consented(tx, self.oa.oa_id, access, refresh, later, self.now))
        for who, days in zip(PEOPLE["zalo_oa"], (1, 4, 9), strict=True):
            self.people[who] = person = self.oa.person(who)
            person.last = TUESDAY - timedelta(days=days)
            await self.wants_news(self.at("zalo_oa", person.id), person.last)
        for channel, platform in (("telegram", self.telegram), ("zalo_bot", self.bot)):
            for who in PEOPLE[channel]:
                self.people[who] = platform.person(who)  # type: ignore[attr-defined]
                await self.wants_news(self.at(channel, str(self.people[who].id)), TUESDAY - timedelta(days=5))
        await self.wants_news(self.at("webchat", "browser"), TUESDAY - timedelta(days=20))
        account = self.real["zalo_bot"].account
        await self.db.run(lambda tx: plan_usage.use(tx, "zalo_bot", account, plan_usage.SENT, TUESDAY.date()))


PEOPLE = {"telegram": ("Lan", "Mai"), "zalo_oa": ("Sau", "Bay", "Tam"), "zalo_bot": ("Chin", "Muoi", "Thom")}


@pytest.fixture
def news() -> bool:
    """Whether news may go as a consultation on the Official Account."""
    return True


@pytest.fixture
async def harbour(
    database_url: str, knowing: Knowing, news: bool, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Harbour]:
    monkeypatch.setattr(going, "SECOND_PERSON_FROM", 2)
    monkeypatch.setattr(running, "SECOND_PERSON_FROM", 2)
    rules = Rules(pace=FAST, news=news, price=PRICE)

    def runtime(clock: Callable[[], datetime]) -> Runtime:
        abilities = {"paper": PaperChannel.abilities, **{name: one.abilities for name, one in stage.real.items()}}
        titles = {row.name: row.title for row in ROWS}
        return Runtime(lambda: knowing.knowledge, languages(ROOT / "locales"), abilities, clock, titles=titles)

    async with AsyncExitStack() as stack:
        telegram, oa, bot = FakeTelegram(), TimedOa(), FakeZaloBot()
        for one in (telegram, oa, bot):
            await stack.enter_async_context(one)
        stage = Harbour(
            database_url, lambda url: Database.open(url, VAULT, connections=4), runtime, telegram=telegram, oa=oa,
            bot=bot, rules=rules, now=TUESDAY - timedelta(hours=1),
        )  # fmt: skip
        await stack.enter_async_context(stage)
        for who, name in (("Hoa", "Hoa"), ("Ngoc", "Ngọc")):
            await stage.db.run(lambda tx, who=who, name=name: hire(tx, stage.address(who), name, Role.SUPERVISOR, []))
        await stage.settles_in()
        yield stage


async def approved(stage: Harbour, number: int) -> None:
    """Hoa asks, Ngọc approves, and Hoa has it begun."""
    await stage.does(lambda context: planning.ask(number, named(context, "Hoa"), "", context))
    await stage.say("Ngoc", f"duyệt đợt tin {number}")
    started = await by(stage, "Hoa", going.start, number)
    assert isinstance(started, Campaign), started
    stage.heard("")


async def came(stage: Harbour, number: int) -> Outcome:
    return await stage.does(lambda context: results(campaign_of(context, number), context))


def foreseen(context: Context) -> tuple[dict[str, int], dict[Why, int], int]:
    found = preview(context.knowledge.library.campaigns[WORDS], Audience(), TUESDAY, None, context)
    return {one.channel: one.count for one in found.reached}, dict(found.left_out), found.cost


async def test_from_its_words_to_its_count_over_every_channel(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = harbour
    for name in ("POSTED_AT_ONCE", "AHEAD"):
        monkeypatch.setattr(running, name, 1)
    reached = {"telegram": 2, "webchat": 1, "zalo_bot": 2, "zalo_oa": 2}
    assert await stage.does(foreseen) == (reached, {Why.WINDOW: 1, Why.PLAN: 1}, PRICE)
    assert isinstance(await made(stage, at=NOON - timedelta(minutes=1)), Campaign)
    await approved(stage, 1)
    await stage.passes(NOON - timedelta(minutes=1), looks=2)
    first = await stage.got()
    assert first == dict.fromkeys(first, 1), "one at each channel by noon"

    await stage.say("Ngoc", "tạm dừng đợt tin 1")
    await stage.passes(NOON + timedelta(hours=1))
    assert await stage.got() == first, "paused, nobody more gets it"
    await stage.say("Ngoc", "gửi tiếp đợt tin 1")
    await stage.passes(NOON + timedelta(hours=2), looks=12)
    assert await stage.got() == reached
    assert (await stage.does(campaign_of)).state is CampaignState.DONE
    outcome = await came(stage, 1)
    assert outcome.total(Step.CAMPAIGN_SENT) == sum(reached.values())
    assert outcome.left_out == {Why.WINDOW: 1, Why.PLAN: 1}
    (line,) = await stage.db.read(lambda tx: chat_lines.last(tx, "browser", 9))
    assert local(line.at).date() == TUESDAY.date(), "whoever comes back reads of which day it is"

    lan, sau = stage.people["Lan"], stage.people["Sau"]
    token = next(token for token in lan.screen()[-1].buttons.values() if "@" in token)
    lans, saus = stage.at("telegram", str(lan.id)), stage.at("zalo_oa", sau.id)
    await stage.send(Incoming("t1", lans, "tap", token=token, sender=lans.chat))
    await stage.send(Incoming("z1", saus, "text", "ngừng tin", sender=saus.chat))
    assert isinstance(await made(stage, at=NOON + timedelta(hours=4), wrong=1), Campaign)
    await approved(stage, 2)
    await stage.passes(NOON + timedelta(hours=4), looks=12)
    assert await stage.got() == {"telegram": 4, "webchat": 2, "zalo_bot": 2, "zalo_oa": 3}
    outcome = await came(stage, 1)
    told = {step: outcome.total(step) for step in (Step.CAMPAIGN_TAPPED, Step.CAMPAIGN_STOPPED)}
    assert told == {Step.CAMPAIGN_TAPPED: 1, Step.CAMPAIGN_STOPPED: 1}
    corrected = await came(stage, 2)
    assert corrected.total(Step.CAMPAIGN_SENT) == 4
    assert corrected.left_out == {Why.PLAN: 2}, "of the plan the last half is for talk, whatever is wrong"
    assert (await stage.does(lambda context: campaign_of(context, 2))).state is CampaignState.DONE


@pytest.mark.parametrize("news", [False])
async def test_where_news_may_not_go_there_nobody_on_the_official_account_gets_it(harbour: Harbour) -> None:
    stage = harbour
    assert isinstance(await made(stage), Campaign)
    await approved(stage, 1)
    await stage.passes(TUESDAY)
    assert await stage.got() == {"telegram": 2, "webchat": 1, "zalo_bot": 2, "zalo_oa": 0}
    assert stage.oa.called("/v3.0/oa/message/cs") == []
    assert (await came(stage, 1)).left_out == {Why.WINDOW: 3, Why.PLAN: 1}
