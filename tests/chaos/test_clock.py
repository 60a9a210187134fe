"""The clock is killed again and again while requests wait: nobody is told twice, and nobody never.

Forked processes run the clock over two days, sped up, and are killed at random; two at a time share a PostgreSQL.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain.calendar import VIET_NAM
from bot.domain.commands.leads import RequestCall
from bot.domain.consents import PURPOSES
from bot.domain.messages import Abilities, Address, Incoming
from bot.domain.people import Role
from bot.domain.phone import PhoneNumber
from bot.runtime.content import Knowing
from bot.runtime.jobs import Jobs
from bot.services.context import Runtime
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.leads import queries as leads
from bot.store.leads.queries import Asked
from bot.store.messages.serialization import read_message
from bot.store.people import consents, visitors
from bot.store.scheduling import due
from bot.store.staff import invitations
from bot.store.tables import lead_step, parcel
from bot.words import languages
from tests.databases import databases
from tests.sealed import opened

ROOT = Path(__file__).parents[2]
VAULT = Vault(bytes(range(32)))
BEGINS = datetime(2026, 11, 25, 8, 0, tzinfo=VIET_NAM).astimezone(UTC)
LASTS = timedelta(hours=28)
SECONDS = 14.0
MANY, KILLS = 60, 20
STAFF = {"minh": Role.OFFICER, "phuc": Role.COLLECTOR, "sau": Role.SUPERVISOR, "hoa": Role.SUPERVISOR}


def runtime(knowing: Knowing, clock: Mapping[str, float]) -> Runtime:
    """`clock`: when the sped-up days began, in seconds of the real clock."""

    def now() -> datetime:
        passed = min(1.0, (time.time() - clock["began"]) / SECONDS)
        return BEGINS + passed * LASTS

    return Runtime(lambda: knowing.knowledge, languages(ROOT / "locales"), {"paper": Abilities(edits=True)}, now)


def run_clock(url: str, made: Runtime) -> None:
    """What a killed process did: looks at what is due, over and over."""

    async def whole() -> None:
        db = Database.open(url, VAULT, connections=2)
        then = Jobs(made)
        while True:
            await db.run_if_there(then.due)
            await asyncio.sleep(random.uniform(0, 0.02))

    asyncio.run(whole())


def fill(tx: Transaction) -> None:
    """The staff, and requests that nobody will take; asked a minute apart, and so far told to nobody."""
    for name, role in STAFF.items():
        communes = [] if name == "hoa" else ["29419"]
        invitations.invite(tx, code_hash(name), name, role, communes, BEGINS + timedelta(days=1), BEGINS)
        assert invitations.redeem(tx, code_hash(name), Address("paper", "", name), BEGINS, "vi") is not None
    for number in range(MANY):
        at = BEGINS + timedelta(minutes=number)
        address = Address("paper", "", f"citizen{number}")
        who = visitors.visit(tx, Incoming("1", address, sender=address.chat), at, "vi").citizen.id
        given = consents.give(tx, who, "1", PURPOSES, "paper", "00", at)
        call = RequestCall("29419", f"Lan {number}", PhoneNumber(f"+8491234{number:04d}"), "1", tuple(PURPOSES))
        due.put(tx, "lead", leads.add(tx, who, call, Asked(given), at).number, at)


async def at(url: str, work: object) -> object:
    db = Database.open(url, VAULT, connections=2)
    try:
        return await db.run(work)  # type: ignore[arg-type]
    finally:
        await db.close()


def judge(tx: Transaction) -> tuple[list[str], Counter[str], Counter[str]]:
    """Steps of any request that happened twice; how many had each step; how often each citizen was told."""
    steps = Counter(tuple(row) for row in tx.connection.execute(select(lead_step.c.lead, lead_step.c.what)))
    twice = [f"{number}: {what} {times} times" for (number, what), times in steps.items() if times > 1]
    told: Counter[str] = Counter()
    for row in tx.connection.execute(select(parcel).where(parcel.c.kind == "new")):
        chat, text = row.chat, read_message(opened(tx, parcel.c.body, row)).text
        if chat.startswith("citizen"):
            told[chat] += 1
        elif text.startswith("Chào buổi sáng"):
            told[f"morning {chat}"] += 1
    return twice, Counter(what for _number, what in steps), told


@pytest.mark.chaos
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nobody_is_told_twice_or_never_after_twenty_kills(kind: str) -> None:
    knowing, context, clock = Knowing(ROOT / "content", BEGINS.date()), get_context("fork"), {"began": 0.0}
    made = runtime(knowing, clock)
    with databases() as there:
        url = there.fresh(kind)
        asyncio.run(at(url, fill))
        clock["began"] = time.time()

        def start() -> BaseProcess:
            process = context.Process(target=run_clock, args=(url, made), daemon=True)
            process.start()
            return process

        running = [start() for _ in range(2 if kind == "postgresql" else 1)]
        for _ in range(KILLS):
            time.sleep(random.uniform(0.2, 2 * SECONDS / KILLS - 0.2))
            victim = random.randrange(len(running))
            os.kill(running[victim].pid or 0, signal.SIGKILL)
            running[victim].join()
            running[victim] = start()
        time.sleep(max(0.0, clock["began"] + SECONDS - time.time()) + 3)
        for process in running:
            process.kill()
            process.join()
        twice, steps, told = asyncio.run(at(url, judge))  # type: ignore[misc]
    assert twice == []
    assert (steps["told"], steps["told_province"]) == (MANY, MANY), "nobody never"
    assert told == Counter(
        {**{f"citizen{number}": 1 for number in range(MANY)}, "morning minh": 1, "morning phuc": 1}
    ), "each citizen heard once that she waits, and each of the staff had one message that morning"
