"""The week's message and /metrics tell of news, campaigns and reminders to pay, each supervisor of what is theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.domain.calendar import local
from bot.domain.messages import Address
from bot.domain.outreach.campaigns import Audience, CampaignState, RecipientState
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.payments import Method
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.phone import PhoneNumber
from bot.reports import metrics, weekly
from bot.store.engine.database import Database, Transaction
from bot.store.outreach import campaigns
from bot.store.people import blocking, payment_calls, payments, subscriptions
from bot.store.statistics import facts
from bot.words import YearMonth, languages
from tests.content import CONTENT, ROOT, knowing
from tests.store.people.test_audience import fixed, wants
from tests.store.samples import LAN, NOW, VAULT, after, hired

LIBRARY = knowing(CONTENT, date(2026, 11, 23)).knowledge.library
VI = languages(ROOT / "locales")["vi"]
MY_LONG, FAR = "29419", "29000"


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    database = Database.open(database_url, VAULT)
    yield database
    await database.close()


def campaign(tx: Transaction, whom: Audience, *states: CampaignState) -> int:
    author = hired(tx, Address("telegram", "loa", f"author {whom.communes} {states}"))
    made = campaigns.add(tx, "floor", whom, NOW, "x", author.id, f"XHK{author.id}", NOW)
    for was, state in zip((CampaignState.DRAFT, *states), states, strict=False):
        if state is CampaignState.DONE:
            assert campaigns.end(tx, made.number, state, after(days=-1))
        else:
            assert campaigns.become(tx, made.number, state, was)
    return made.number


def week(tx: Transaction) -> None:
    day = local(after(days=-2)).date()
    told = Purpose.NEWS.value
    happened = (
        (Fact(Step.SUBSCRIBED, MY_LONG, "telegram", topic=told), 7),
        (Fact(Step.SUBSCRIBED, FAR, "telegram", topic=Purpose.MEETINGS.value), 2),
        (Fact(Step.SUBSCRIBED, "", "telegram", topic=Purpose.PAYMENT.value), 5),
        (Fact(Step.UNSUBSCRIBED, "", "telegram", topic=told), 3),
        (Fact(Step.CAMPAIGN_SENT, MY_LONG, "telegram", "XHK1"), 120),
        (Fact(Step.CAMPAIGN_SENT, FAR, "telegram", "XHK1"), 30),
        (Fact(Step.CAMPAIGN_FAILED, FAR, "telegram", "XHK1"), 4),
        (Fact(Step.CAMPAIGN_STOPPED, "", "telegram", "XHK1"), 1),
        (Fact(Step.PAYMENT_REMINDED, "", "telegram", topic="half"), 40),
        (Fact(Step.KEEPS_PAYING, "", "telegram", topic="half"), 25),
        (Fact(Step.PAYS_AGAIN, "", "telegram", topic="half"), 2),
        (Fact(Step.STOPPED_PAYING, "", "telegram", topic="money"), 6),
        (Fact(Step.PAYMENT_TO_CALL, MY_LONG, "telegram"), 9),
        (Fact(Step.PAYMENT_CALLED, MY_LONG, "telegram"), 8),
    )
    for fact, times in happened:
        facts.count(tx, day, fact, by=times)
        facts.count(tx, day - timedelta(days=9), fact, by=1000)
    campaign(tx, Audience(communes=frozenset({FAR})), CampaignState.DONE)
    campaign(tx, Audience(), CampaignState.TESTED, CampaignState.SCHEDULED)
    campaign(tx, Audience(communes=frozenset({MY_LONG})), CampaignState.TESTED, CampaignState.SCHEDULED,
             CampaignState.PAUSED)  # fmt: skip


async def test_the_week_of_the_province_tells_all_of_it(db: Database) -> None:
    await db.run(week)
    said = await db.read(lambda tx: weekly.week(tx, LIBRARY, frozenset(), {}, NOW))
    assert said is not None
    assert (
        "Tin: 9 người xin nhận, 150 tin của các đợt đã tới, 4 tin không tới được.\n"
        "Có 3 lượt ngừng tin; trong vòng một tuần sau một đợt tin: 1.\n"
        "Đợt tin: 1 đợt đang gửi hoặc chờ tới giờ, 1 đợt đang tạm dừng, 1 đợt xong trong tuần.\n"
        "Nhắc đóng: đã nhắc 40 lượt; 25 lượt báo đóng đúng hạn, 2 lượt đóng trở lại, 6 lượt thôi đóng và nói lý do.\n"
        "Gọi nhắc đóng: 9 người cần gọi, 8 cuộc đã ghi kết quả."
    ) in VI.say(said.words)


async def test_the_week_of_a_commune_tells_what_is_known_of_it(db: Database) -> None:
    await db.run(week)
    said = await db.read(lambda tx: weekly.week(tx, LIBRARY, frozenset({FAR}), {}, NOW))
    assert said is not None
    assert (
        "Tin: 2 người xin nhận, 30 tin của các đợt đã tới, 4 tin không tới được.\n"
        "Đợt tin: 1 đợt đang gửi hoặc chờ tới giờ, 0 đợt đang tạm dừng, 1 đợt xong trong tuần."
    ) in VI.say(said.words)
    assert "đóng" not in VI.say(said.words).partition("Tin:")[2]


async def test_without_any_of_it_nothing_is_told(db: Database) -> None:
    assert await db.read(lambda tx: weekly.week(tx, LIBRARY, frozenset(), {}, NOW)) is None


async def test_metrics_tell_where_campaigns_are_and_how_many_are_told_what(db: Database) -> None:
    def live(tx: Transaction) -> None:
        people = [wants(tx, Address("telegram", "loa", str(number))) for number in range(3)]
        subscriptions.stop(tx, people[0], [Purpose.NEWS], NOW)
        wants(tx, LAN)
        number = campaign(tx, Audience(), CampaignState.TESTED, CampaignState.SCHEDULED)
        going = campaigns.get(tx, number)
        assert going is not None
        fixed(tx, going, 9)
        blocking.mark_blocked(tx, LAN, blocked=True, now=NOW)
        (mine,) = subscriptions.of_citizen(tx, people[1], NOW)
        kept = payments.keep(tx, mine.address_id, Method.HALF, YearMonth(2026, 12), NOW)
        payment_calls.leave(tx, kept, PhoneNumber("+84912345678"), MY_LONG)
        assert payment_calls.put(tx, kept, NOW)

    await db.run(live)
    await db.read(lambda tx: metrics.measure(tx, LIBRARY, NOW))
    told = {purpose: metrics.SUBSCRIPTIONS.labels(purpose)._value.get() for purpose in Purpose}
    assert told == {Purpose.NEWS: 2, Purpose.MEETINGS: 0, Purpose.PAYMENT: 0}
    states = {state: metrics.CAMPAIGNS.labels(state)._value.get() for state in CampaignState}
    assert states == {**dict.fromkeys(CampaignState, 0), CampaignState.SCHEDULED: 1}
    where = (RecipientState.WAITING, RecipientState.POSTED)
    assert [metrics.RECIPIENTS.labels(state)._value.get() for state in where] == [3, 0]
    assert (metrics.REMINDED._value.get(), metrics.TO_CALL._value.get()) == (1, 1)
