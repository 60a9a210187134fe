"""`python -m tests.bench.clock`: how long one look of the clock takes with 10,000 open requests, on both databases."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, update

from bot.domain.messages import Abilities, Address
from bot.domain.people import Role
from bot.runtime.content import Knowing
from bot.runtime.jobs import Jobs
from bot.services.context import Runtime
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.scheduling.due import A_SLICE
from bot.store.staff import invitations
from bot.store.tables import citizen, consent, due, lead
from bot.words import languages
from tests.databases import databases

ROOT = Path(__file__).parents[2]
VAULT = Vault(bytes(range(32)))
OPEN = 10_000
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def fill(tx: Transaction, communes: list[str]) -> None:
    """One citizen's consent, an officer in every commune, and the requests, all asked this morning."""
    for code in communes:
        invitations.invite(tx, code_hash(code), f"officer {code}", Role.OFFICER, [code], NOW + timedelta(days=1), NOW)
        invitations.redeem(tx, code_hash(code), Address("paper", "", code), NOW, "vi")
    who = tx.connection.execute(insert(citizen).values(language="vi", since=NOW).returning(citizen.c.id))
    her = who.scalar_one()
    agreed = {"version": "1", "purposes": "call", "channel": "paper", "text_sha256": "0", "given_at": NOW}
    given = tx.connection.execute(insert(consent).values(citizen_id=her, **agreed).returning(consent.c.id)).scalar_one()
    row = {"citizen_id": her, "consent_id": given, "state": "new", "open": True, "asked_by_other": False}
    rows = [
        {
            **row,
            "number": number + 1,
            "name": tx.seal(lead.c.name, number + 1, f"Lan {number}"),
            "phone": tx.seal(lead.c.phone, number + 1, f"+849{number:08d}"),
            "phone_blind": VAULT.blind(f"+849{number:08d}"),
            "commune": communes[number % len(communes)],
            "asked_at": NOW,
            "changed_at": NOW,
            "topic": "",
        }
        for number in range(OPEN)
    ]
    tx.connection.execute(insert(lead), rows)


async def measure(url: str, knowing: Knowing) -> None:
    now = [NOW]
    made = Runtime(
        lambda: knowing.knowledge, languages(ROOT / "locales"), {"paper": Abilities(edits=True)}, lambda: now[0]
    )
    then, db = Jobs(made), Database.open(url, VAULT, connections=2)
    home = knowing.knowledge.library.places.provinces[knowing.knowledge.library.home.province]
    await db.run(lambda tx: fill(tx, [commune.code for commune in home.communes]))

    async def look(what: str) -> int:
        began = time.perf_counter()
        count = await db.run(then.due)
        print(f"  {what}: {(time.perf_counter() - began) * 1000:.0f} ms, {count} were due", flush=True)
        return count

    await look("all unwatched, everybody new")
    await db.run(lambda tx: tx.connection.execute(update(due).values(at=NOW + timedelta(days=30), rung=1)))
    await look("nothing due")
    await db.run(lambda tx: tx.connection.execute(update(due).where(due.c.about <= 20).values(at=NOW)))
    now[0] = NOW + timedelta(minutes=31)
    await look("twenty due")
    await db.run(lambda tx: tx.connection.execute(update(due).where(due.c.what == "lead").values(at=NOW, rung=1)))
    began, looks = time.perf_counter(), 1
    while await look("all due at once") >= A_SLICE:
        looks += 1
    print(f"  all {OPEN} in {looks} looks: {time.perf_counter() - began:.1f} s")
    await db.close()


def main() -> None:
    knowing = Knowing(ROOT / "content", NOW.date())
    with databases() as made:
        for kind in ("sqlite", "postgresql"):
            print(kind)
            asyncio.run(measure(made.fresh(kind), knowing))


if __name__ == "__main__":
    main()
