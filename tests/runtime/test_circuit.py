"""When a platform is in trouble: nothing is lost, nothing comes three times, and it is not asked over and over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.channels.interface import TryLater, Undeliverable
from bot.runtime.attempts import AGAIN, DeliveryRules, Patience
from bot.runtime.circuit_breaker import MOST_DOUBTS, CircuitBreaker
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Parcel
from tests.runtime.paper import PaperChannel, PostOffice, until, working
from tests.runtime.test_delivery import refusing


@dataclass
class Platform(PaperChannel):
    """Keeps what arrived, even where the answer to it is lost. `ends` is when its trouble is over."""

    trouble: Callable[[], TryLater] = lambda: TryLater("HTTP 502", whole_channel=True)
    ends: float = 0.0
    arrived: list[tuple[str, str]] = field(default_factory=list)
    asked: int = 0

    async def send(self, parcel: Parcel) -> str:
        bad = self.clock.elapsed() < self.ends
        self.asked += bad
        error = self.trouble() if bad else None
        if error is None or error.unsure:
            self.arrived.append((parcel.address.chat, parcel.message.text))
        if error is not None:
            raise error
        return await super().send(parcel)


def lost() -> TryLater:
    return TryLater("no answer", unsure=True)


def once_or_marked(platform: Platform, chats: dict[str, list[str]]) -> None:
    """Everything arrived, in each chat's order, once or with one copy that says so."""
    for chat, texts in chats.items():
        got = [text for to, text in platform.arrived if to == chat]
        assert [text for text in got if not text.startswith(AGAIN)] == texts, chat
        copies = Counter(text.removeprefix(f"{AGAIN}\n") for text in got)
        assert max(copies.values()) <= 2, copies


async def fill(office: PostOffice, many: int, each: int) -> dict[str, list[str]]:
    chats = {f"c{number}": [f"{number}.{step}" for step in range(each)] for number in range(many)}
    for chat, texts in chats.items():
        await office.post(*texts, chat=chat)
    return chats


async def test_a_gateway_that_answers_502_for_half_an_hour_loses_and_doubles_nothing(office: PostOffice) -> None:
    office.clock.speed = 400
    platform = Platform(office.clock, ends=1800.0)
    chats = await fill(office, 50, 4)
    async with working(office.delivery(platform, rules=DeliveryRules(lease=timedelta(minutes=30)))):
        await until(lambda: len(platform.sent) == 200, 20)
    assert platform.arrived == platform.sent
    once_or_marked(platform, chats)
    assert not any(text.startswith(AGAIN) for _chat, text in platform.arrived)
    assert platform.asked <= 20 + 20, "what was on its way when it began, then one by one, ever more seldom"


async def test_answers_that_are_lost_for_an_hour_make_one_marked_copy_at_most(office: PostOffice) -> None:
    office.clock.speed = 3000
    platform = Platform(office.clock, trouble=lost, ends=3600.0)
    chats = await fill(office, 100, 2)
    async with working(office.delivery(platform, rules=DeliveryRules(lease=timedelta(minutes=30)))):
        await until(lambda: len(platform.sent) == 200, 60)
    once_or_marked(platform, chats)
    assert len(platform.arrived) <= 200 + 20 + 20


async def test_hours_away_use_up_no_tries(office: PostOffice) -> None:
    office.clock.speed = 40_000
    platform = Platform(office.clock, ends=30 * 3600.0)
    await fill(office, 3, 2)
    rules = DeliveryRules(patience=Patience(tries=2, at_least=timedelta(hours=1)), lease=timedelta(hours=1))
    async with working(office.delivery(platform, rules=rules)):
        await until(lambda: len(platform.sent) == 6, 20)
    assert await office.database.read(lambda tx: parcels.unsent(tx, 9)) == []


async def test_a_message_whose_answer_is_always_lost_comes_three_times_and_holds_nobody_up(office: PostOffice) -> None:
    def refuse(parcel: Parcel) -> None:
        if parcel.message.text.endswith("một"):
            raise lost()

    paper = PaperChannel(office.clock, refuse=refuse)
    await office.post("một", "hai")
    await office.post("ba", chat="hoa")
    async with working(office.delivery(paper)):
        await until(lambda: len(paper.sent) == 2)
    assert sorted(paper.sent) == [("hoa", "ba"), ("lan", "hai")]
    assert paper.tries == 2 + 3
    [row] = await office.database.read(lambda tx: parcels.unsent(tx, 9))
    assert "no answer" in row.reason


async def test_what_nobody_understands_is_given_up_after_three_tries(office: PostOffice) -> None:
    def refuse(parcel: Parcel) -> None:
        if parcel.message.text == "một":
            raise TryLater("zalo -99999", timedelta(seconds=60), tries=3)

    paper = PaperChannel(office.clock, refuse=refuse)
    await office.post("một", "hai")
    async with working(office.delivery(paper)):
        await until(lambda: paper.sent)
    [row] = await office.database.read(lambda tx: parcels.unsent(tx, 9))
    assert (row.attempts, paper.tries, "zalo -99999" in row.reason) == (3, 4, True)


async def test_what_nobody_understands_of_any_message_is_the_accounts_and_loses_few(office: PostOffice) -> None:
    office.clock.speed = 2000
    platform = Platform(office.clock, trouble=lambda: TryLater("zalo -99999", tries=3), ends=1800.0)
    await fill(office, 100, 1)
    async with working(office.delivery(platform, rules=DeliveryRules(lease=timedelta(minutes=30)))):
        await until(lambda: len(platform.sent) >= 95, 20)
    assert platform.asked <= 20 + 20


async def test_what_an_account_is_told_of_one_chat_is_no_trouble_of_its_own(office: PostOffice) -> None:
    def refuse(parcel: Parcel) -> None:
        if parcel.address.chat == "lan" and paper.tries < 9:
            raise TryLater("429", timedelta(seconds=40), crowded=True)

    paper = PaperChannel(office.clock, refuse=refuse)
    await office.post("một")
    await office.post("hai", chat="hoa")
    async with working(office.delivery(paper)):
        await until(lambda: ("hoa", "hai") in paper.sent, 1)


async def test_a_second_chat_that_is_refused_lets_all_of_the_account_rest(office: PostOffice) -> None:
    error = TryLater("429", timedelta(seconds=40), crowded=True)
    paper = PaperChannel(office.clock, refuse=refusing(2, error))
    await office.post("một")
    await office.post("hai", chat="hoa")
    async with working(office.delivery(paper)):
        await until(lambda: paper.tries == 2)
        told = office.clock.elapsed()
        await office.post("ba", chat="tuan")
        await until(lambda: len(paper.sent) == 3)
    assert (min(paper.times) - paper.clock.start).total_seconds() - told >= 35


@pytest.mark.parametrize("error", [ValueError("a mistake of ours"), Undeliverable("too long")])
async def test_one_bad_message_is_no_trouble_of_the_account(office: PostOffice, error: Exception) -> None:
    def refuse(parcel: Parcel) -> None:
        if parcel.address.chat == "lan":
            raise error

    paper = PaperChannel(office.clock, refuse=refuse)
    for number in range(5):
        await office.post(str(number))
    delivery = office.delivery(paper)
    async with working(delivery):
        await until(lambda: paper.tries >= 5)
        told = office.clock.elapsed()
        await office.post("hai", chat="hoa")
        delivery.wake()
        await until(lambda: paper.sent)
        assert office.clock.elapsed() - told < 10


def test_a_few_doubts_open_it_and_an_answer_between_them_does_not() -> None:
    breaker = CircuitBreaker()
    for _round in range(3):
        assert [breaker.opens("doubt") for _doubt in range(MOST_DOUBTS - 1)] == [False] * (MOST_DOUBTS - 1)
        assert not breaker.opens("answered")
    assert [breaker.opens("doubt") for _doubt in range(MOST_DOUBTS)] == [False] * (MOST_DOUBTS - 1) + [True]


def test_while_it_probes_one_doubt_opens_it_again_and_one_answer_closes_it() -> None:
    breaker = CircuitBreaker()
    assert breaker.opens("away")
    assert breaker.probing
    assert breaker.opens("doubt")
    assert breaker.failures == 2
    assert not breaker.opens("answered")
    assert not breaker.probing
    assert not breaker.opens("none")
