"""A year of reminders to pay, in virtual time, against an independent count of who is to be told on which day.

Each round once and on its day, none in quiet hours, none after a stop, a death, a block or an erasure; one day the
machine is down until late in the evening, and one night a backup is restored with the list of erasures. LOA_PAYERS says
how many people there are: few in the suite, ten thousand in `make soak`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select

from bot.domain.calendar import VIET_NAM, quiet
from bot.domain.commands.payments import HavePaid
from bot.domain.messages import Address, Incoming
from bot.domain.outreach.payments import COVERS, Method, on, reminded_at
from bot.domain.outreach.payments import deadline as last_day_of
from bot.domain.outreach.subscriptions import Purpose
from bot.services.citizens import consents as takes_back
from bot.services.citizens import my_data
from bot.services.context import Context, Runtime
from bot.services.payments import answers, reminders
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.people import blocking, consents, payments, subscriptions, visitors
from bot.store.tables import parcel, payment_reminder
from bot.store.upkeep.after_restore import settle
from bot.store.upkeep.backup import back_up, restore
from bot.store.upkeep.erasure_list import bring_up
from bot.words import YearMonth, languages
from tests.content import CONTENT, ROOT, knowing
from tests.databases import Databases
from tests.story import PaperChannel

PEOPLE = int(os.environ.get("LOA_PAYERS", "200"))
VAULT = Vault(bytes(range(32)))
FIRST, LAST = date(2026, 12, 1), date(2027, 12, 1)
DOWN, RESTORED = date(2027, 4, 15), date(2027, 6, 15)
"""A day on which rounds are due and nothing runs until 21:30; and one whose night ends with yesterday's backup."""
MONTHS = {Method.MONTH: 1, Method.QUARTER: 3, Method.HALF: 4, Method.YEAR: 7}
ENDS = ("stop", "death", "erasure", "block")


@dataclass
class Payer:
    """Somebody, and what they will do on which day: pay, or end it."""

    number: int
    method: Method
    until: YearMonth
    does: dict[date, str] = field(default_factory=dict)

    @property
    def address(self) -> Address:
        return Address("paper", "", f"p{self.number}")


def people(seed: int) -> list[Payer]:
    """Payers of every kind; a third of those who end it do so on the day before the backup is restored."""
    draw = Random(seed)
    all_: list[Payer] = []
    for number in range(PEOPLE):
        one = Payer(number, draw.choice(list(Method)), on(YearMonth(2026, 11), draw.randrange(9)))
        for _each in range(draw.randrange(6)):
            one.does[FIRST + timedelta(days=draw.randrange(1, 360))] = "pay"
        if draw.random() < 0.4:
            day = RESTORED if draw.random() < 0.3 else FIRST + timedelta(days=draw.randrange(1, 360))
            one.does = {when: what for when, what in one.does.items() if when < day} | {day: draw.choice(ENDS)}
        if one.does.get(RESTORED) == "pay":
            del one.does[RESTORED]
        all_.append(one)
    return all_


def expected(one: Payer) -> Iterator[tuple[int, date]]:
    """On which days that payer is told, counted without the program's clock, outbox and database."""
    until, since, ended = one.until, FIRST, False
    for day in (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days)):
        rounds = {reminded_at(last_day_of(one.method, until, MONTHS), level).date() for level in range(3)}
        late = day == DOWN + timedelta(days=1) and DOWN in rounds and since <= DOWN
        if not ended and ((day in rounds and day >= since and day != DOWN) or late):
            yield one.number, day
        if one.does.get(day) == "pay":
            until, since = on(until, COVERS.get(one.method, 12)), day + timedelta(days=1)
        ended = ended or one.does.get(day) in ENDS


def begins(one: Payer, tx: Transaction, now: datetime) -> None:
    """Asks to be reminded."""
    visitor = visitors.visit(tx, Incoming(f"{one.number}", one.address, text="nhắc tôi đóng"), now, "vi")
    given = consents.give(tx, visitor.citizen.id, "1", (Purpose.PAYMENT.value,), "paper", "", now)
    subscriptions.begin(tx, visitor.citizen.id, visitor.address_id, Purpose.PAYMENT, "", given)
    payments.keep(tx, visitor.address_id, one.method, one.until, now)


def acts(one: Payer, what: str, context: Context) -> None:
    """Says it, as a dialogue would have it done."""
    said = Incoming(f"{one.number}:{context.now}", one.address, text=what)
    visitor = visitors.visit(context.tx, said, context.now, "vi")
    if what == "pay":
        answers.paid(HavePaid(), visitor, context)
    elif what == "stop":
        answers.stop(visitor, context)
    elif what == "death":
        takes_back.leave_alone(visitor, context)
    elif what == "erasure":
        my_data.forget(visitor, context)
    else:
        blocking.mark_blocked(context.tx, one.address, blocked=True, now=context.now)


class Year:
    """The year as it passes in one database after the other."""

    def __init__(self, db: Database, folder: Path) -> None:
        self.db, self.file, self.saved = db, folder / "outside" / "loa.erasures", folder / "night.zip"
        self.told: list[tuple[int, date]] = []
        self.disturbed: list[datetime] = []
        self.seen = 0
        self.now = datetime.combine(FIRST, time(7), VIET_NAM)
        self.runtime = Runtime(
            knowledge=lambda: knowing(CONTENT, FIRST).knowledge,
            languages=languages(ROOT / "locales"),
            abilities={"paper": PaperChannel.abilities},
            clock=lambda: self.now,
        )

    def context(self, tx: Transaction) -> Context:
        return self.runtime.context(tx, self.now, f"year:{self.now.isoformat()}")

    async def looks(self, day: date, at: time) -> None:
        """The clock looks, as often as there is more to do than fits one look."""
        self.now = datetime.combine(day, at, VIET_NAM)
        while await self.db.run(lambda tx: reminders.tick(self.context(tx))):
            self.now += timedelta(seconds=15)
        rows = select(parcel.c.number, parcel.c.chat).where(
            parcel.c.number > self.seen, parcel.c.subscription.is_not(None)
        )
        for number, chat in await self.db.read(lambda tx: tx.connection.execute(rows).all()):
            self.seen = max(self.seen, number)
            self.told.append((int(chat[1:]), day))
            self.disturbed += [self.now] if quiet(self.now) else []

    async def does(self, one: Payer, what: str) -> None:
        """Somebody does that now."""
        await self.db.run(lambda tx: acts(one, what, self.context(tx)))

    async def passes(self, all_: list[Payer], day: date) -> None:
        """A night, a morning, what people do, and an evening."""
        for at in (time(21, 30),) if day == DOWN else (time(2), time(7), time(8, 1)):
            await self.looks(day, at)
        for one in all_:
            if day in one.does:
                self.now = datetime.combine(day, time(10), VIET_NAM)
                await self.does(one, one.does[day])
        await self.looks(day, time(22))

    async def restores(self, made: Databases, kind: str) -> None:
        """The machine is lost in the night: another one has the backup of the night before, and the list."""
        await self.db.run(lambda tx: bring_up(tx, self.file))
        await self.db.close()
        self.db = Database.open(made.fresh(kind), VAULT)
        self.now += timedelta(minutes=30)

        def work(tx: Transaction) -> None:
            restore(tx, self.saved)
            settle(tx, self.file, self.now)
            self.seen = tx.connection.execute(select(parcel.c.number).order_by(parcel.c.number.desc())).scalar() or 0

        await self.db.run(work)


async def test_a_year_of_reminders(database_url: str, made_databases: Databases, tmp_path: Path) -> None:
    db = Database.open(database_url, VAULT)
    kind, all_, year = "postgresql" if db.shared else "sqlite", people(seed=17), Year(db, tmp_path)

    def begin(tx: Transaction) -> None:
        bring_up(tx, year.file)
        for one in all_:
            begins(one, tx, year.now)
        for number in tx.connection.execute(select(payment_reminder.c.id)).scalars().all():
            kept = payments.get(tx, number)
            assert kept is not None
            reminders.plan(kept, year.context(tx))

    await db.run(begin)
    for day in (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days)):
        if day == RESTORED:
            await year.db.read(lambda tx: back_up(tx, year.saved, year.now))
        await year.passes(all_, day)
        if day == RESTORED:
            await year.restores(made_databases, kind)
    await year.db.close()
    assert year.disturbed == []
    assert sorted(year.told) == sorted(told for one in all_ for told in expected(one))
    assert {RESTORED, DOWN + timedelta(days=1)} <= {day for _number, day in year.told}, "the hard days told somebody"
