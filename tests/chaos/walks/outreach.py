"""A campaign to many, paused in the middle, and a morning of reminders to pay: each gets it exactly once.

LOA_RECIPIENTS says how many there are of each.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.domain.messages import Address, Incoming
from bot.domain.outreach.campaigns import RecipientState
from bot.domain.outreach.facts import Step
from bot.domain.outreach.payments import Method, on
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.people import Role
from bot.store.engine.database import Transaction
from bot.store.outreach import campaigns, recipients
from bot.store.people import consents, payments, subscriptions, visitors
from bot.store.scheduling import due
from bot.store.statistics import facts
from bot.words import YearMonth
from tests.chaos.people import PATIENCE, Silence
from tests.chaos.scene import Scene
from tests.chaos.victim import ACCOUNT, NAME

MANY = int(os.environ.get("LOA_RECIPIENTS", "1000"))
AT_ONCE = 250
WORDS, SAYS = "dong-truoc-muc-moi", "Loa gửi cô chú tin đã hứa"
REMINDS = "BHXH tự nguyện đã đóng tới hết tháng"
COMMUNES = ("29419", "28870", "29266", "28984", "28861", "28810", "29050")
"""A play takes the next one, so that it reaches nobody of the play before."""
STOPPED = 10
"""So many of the payers have ended it before their day."""


async def campaign(scene: Scene) -> None:
    """Written, approved, begun; paused when a fifth has it; gone on with: at the end each has it once."""
    play, author, approver = (
        scene.walked["campaign"],
        *[await scene.staff(who, role=Role.SUPERVISOR) for who in ("tin", "duyet")],
    )
    commune = COMMUNES[play % len(COMMUNES)]
    if play >= len(COMMUNES):
        return
    readers = [f"reader{play}.{number}" for number in range(MANY)]
    await _in_slices(scene, readers, lambda tx, chat: _subscribes(tx, chat, Purpose.NEWS, commune))
    asked = ("campaign", "preview", WORDS, "--commune", commune, "--by", "Tin", "--json")
    said = (await scene.loa(*asked)).splitlines()
    number = json.loads(next(line for line in said if line.startswith("{")))["number"]
    await author.says(f"xin duyệt đợt tin {number}")
    await author.hears(f"Đợt tin {number}")
    await approver.says(f"duyệt đợt tin {number}")
    await approver.hears(f"Đợt tin {number}", "đã duyệt")
    await author.says(f"gửi đợt tin {number}")
    await author.hears(f"Đợt tin {number}", "chờ tới giờ|đang gửi")
    await _until(scene, lambda: _got(scene, readers, SAYS).total() >= MANY // 5)
    await approver.says(f"tạm dừng đợt tin {number}")
    paused = await approver.hears(f"Đợt tin ({number}|đang ở bước)", "đang tạm dừng|đang ở bước")
    if "đang tạm dừng" in paused.text:  # else the last one had it before
        await author.says(f"gửi tiếp đợt tin {number}")
        await author.hears(f"Đợt tin {number}", "đang gửi|đã xong")
    await _until(scene, lambda: len(_got(scene, readers, SAYS)) == MANY)

    def once(_tx: Transaction) -> int:
        times = _got(scene, readers, SAYS)
        return int(len(times) == MANY and set(times.values()) == {1})

    def counted(tx: Transaction) -> int:
        code = campaigns.get(tx, number).code  # type: ignore[union-attr]
        steps = (Step.CAMPAIGN_SENT, Step.CAMPAIGN_FAILED)
        ledger = facts.sums(tx, ("source",), only={"source": [code]}, steps=steps)
        states = recipients.counts(tx, number)
        ended = sum(states.get((state, ""), 0) for state in (RecipientState.SENT, RecipientState.FAILED))
        return int(ended == MANY == sum(ledger.values()))

    await _until_true(scene, counted)
    scene.counted[f"campaign {number} to each of {MANY}"] = once
    scene.counted[f"campaign {number} is counted as it went"] = counted


async def reminded(scene: Scene) -> None:
    """It is the morning on which many are to be reminded; some of them have ended it the evening before."""
    morning = scene.walked["reminded to pay"]
    payers = [f"payer{morning}.{number}" for number in range(MANY)]
    await _in_slices(scene, payers, _is_due)
    told = payers[STOPPED:]
    await _until(scene, lambda: len(_got(scene, told, REMINDS)) == len(told))

    def once(_tx: Transaction) -> int:
        times = _got(scene, payers, REMINDS)
        return int(set(times) == set(told) and set(times.values()) == {1})

    def counted(tx: Transaction) -> int:
        return int(facts.total(tx, Step.PAYMENT_REMINDED) >= len(told) * (morning + 1))

    scene.counted[f"reminder of morning {morning} to each of {len(told)}"] = once
    scene.counted[f"the ledger has the reminders of morning {morning}"] = counted


def _subscribes(tx: Transaction, chat: str, purpose: Purpose, commune: str) -> int:
    """Somebody who wrote last three days ago is told it from now on; the number of their citizen."""
    then, place = datetime.now(UTC) - timedelta(days=3), Address(NAME, ACCOUNT, chat)
    who = visitors.visit(tx, Incoming(f"{chat}.0", place, text="xin chào", sender=chat), then, "vi")
    visitors.remember(tx, who.address_id, "", then)
    given = consents.give(tx, who.citizen.id, "1", (purpose.value,), NAME, "00", then)
    subscriptions.begin(tx, who.citizen.id, who.address_id, purpose, commune, given)
    return who.citizen.id


def _is_due(tx: Transaction, chat: str) -> None:
    """Whose last day to pay is months ahead, so that the next round is not of this run."""
    citizen, now = _subscribes(tx, chat, Purpose.PAYMENT, ""), datetime.now(UTC)
    (held,) = subscriptions.of_citizen(tx, citizen, now)
    today = date.today()
    until = on(YearMonth(today.year, today.month), 2)
    number = payments.keep(tx, held.address_id, Method.HALF, until, now)
    due.put(tx, "payment", number, now, 0)
    if int(chat.partition(".")[2]) < STOPPED:
        subscriptions.stop(tx, citizen, [Purpose.PAYMENT], now)


async def _in_slices(scene: Scene, chats: Sequence[str], work: Callable[[Transaction, str], object]) -> None:
    """For each of the chats, in transactions between which others write."""
    for first in range(0, len(chats), AT_ONCE):
        those = chats[first : first + AT_ONCE]
        await scene.there(lambda tx, those=those: [work(tx, chat) for chat in those])  # type: ignore[misc]


def _got(scene: Scene, chats: Sequence[str], says: str) -> Counter[str]:
    """How many different messages that say so each has got; a marked copy is none of its own."""
    scene.record.look()
    return Counter(
        {
            chat: times
            for chat in chats
            if (times := len({one.key for one in scene.record.taken_by(chat) if says in one.text}))
        }
    )


async def _until(scene: Scene, holds: Callable[[], bool]) -> None:
    """Waits for it, as long as people of the kills wait."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise Silence(f"{scene.under_way}: not in {PATIENCE:.0f} s")
        await asyncio.sleep(1)


async def _until_true(scene: Scene, counted: Callable[[Transaction], int]) -> None:
    """What is not settled yet when the last one has it is settled soon; else the judge tells."""
    end = time.monotonic() + PATIENCE
    while not await scene.there(counted) and time.monotonic() < end:  # noqa: ASYNC110 - other processes do the work
        await asyncio.sleep(2)
