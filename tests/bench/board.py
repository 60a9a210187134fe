"""How long the server takes for a page of the staff board with 10,000 open requests: python -m tests.bench.board

On SQLite and PostgreSQL, through the whole web side but the socket; beside them lie 40,000 requests that have ended.
"""

from __future__ import annotations

import asyncio
import random
import secrets
import statistics
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx
from prometheus_client import CollectorRegistry

from bot.channels.webchat import Webchat
from bot.domain.leads import ENDS, LeadState
from bot.domain.messages import Address
from bot.domain.people import Role
from bot.logs import set_up_logs
from bot.services.staff.board_login import hashed
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.people import consents, visitors
from bot.store.staff import invitations, sessions
from bot.store.tables import lead, lead_step
from bot.web.app import create_app
from bot.web.dependencies import StaffParts, WebParts
from bot.words import languages
from tests.databases import databases
from tests.web.board.site import NOW, ROOT, context_of, knowledge

OPEN, ENDED, TIMES = 10_000, 40_000, 9
PAGES = {
    "my day": "/staff/",
    "requests": "/staff/requests",
    "requests, page 150": "/staff/requests?page=150",
    "late ones": "/staff/requests?late=1",
    "one commune": "/staff/requests?commune=29419",
    "ended": "/staff/requests?state=closed",
    "one request": "/staff/request/45000",
    "duty": "/staff/duty",
    "staff": "/staff/people",
    "numbers of 30 days": "/staff/numbers?days=30",
    "audit": "/staff/audit",
    "Excel, all": "/staff/requests.xlsx",
}
VAULT = Vault(bytes(range(32)))


async def main() -> None:
    """Prints median and worst server time of each page, and its CPU time (PostgreSQL's apart), in milliseconds."""
    set_up_logs("error", "json")
    knowledge()
    with databases() as made:
        for kind in ("sqlite", "postgresql"):
            db = Database.open(await asyncio.to_thread(made.fresh, kind), VAULT)
            async with AsyncExitStack() as stack:
                stack.push_async_callback(db.close)
                codes = await db.run(fill)
                if db.shared:
                    await db.run(lambda tx: tx.connection.exec_driver_sql("ANALYZE"))
                for who, code in codes.items():
                    await measure(db, f"{kind}, {who}", code)


async def measure(db: Database, title: str, code: str, pages: Mapping[str, str] = PAGES) -> None:
    """Signs in with the code and asks for every page, again and again."""
    parts = WebParts(
        db=db,
        webchat=Webchat(db, lambda: NOW),
        drain=lambda address, text="": None,
        clock=lambda: NOW,
        ready=db.there,
        registry=CollectorRegistry(),
        languages=languages(ROOT / "locales"),
        home={"vi": "BHXH"},
        staff=StaffParts(context_of, knowledge, lambda: None),
    )
    transport = httpx.ASGITransport(create_app(parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://board") as client:
        entered = await client.post("/staff/enter", data={"code": code})
        assert entered.status_code == 303, entered.status_code
        for name, path in pages.items():
            took, worked = [], []
            for _time in range(TIMES if "Excel" not in name else 2):
                began, cpu = time.perf_counter(), time.process_time()
                page = await client.get(path)
                took.append((time.perf_counter() - began) * 1000)
                worked.append((time.process_time() - cpu) * 1000)
            print(
                f"{title:24} {name:20} {page.status_code}  median {statistics.median(took):7.1f} ms   "
                f"worst {max(took):7.1f} ms   CPU {statistics.median(worked):6.1f} ms"
            )


def fill(tx: Transaction, waiting: int = OPEN, ended: int = ENDED) -> dict[str, str]:
    """124 communes, 130 members of staff, the requests; returns a code to sign in with for some."""
    places = knowledge().library.places
    communes = [commune.code for commune in places.provinces[places.home].communes]
    chance, codes = random.Random(7), {}
    asker = visitors.settle_in(tx, Address("webchat", "", "x"), NOW, "vi")
    consent = consents.give(tx, asker, "1", ("call",), "webchat", "00", NOW)
    for number, commune in enumerate([*communes, "29419", "29419"]):
        role, area = Role.OFFICER, [commune]
        if number >= len(communes):
            role, area = (Role.ADMIN, []) if number > len(communes) else (Role.SUPERVISOR, [*communes[:30], "29419"])
        hash_ = secrets.token_bytes(32)
        invitations.invite(tx, hash_, f"Cán bộ {number}", role, area, NOW + timedelta(days=1), NOW)
        member = invitations.redeem(tx, hash_, Address("webchat", "", f"chat {number}"), NOW, "vi")
        assert member is not None
        if role is not Role.OFFICER or commune == "29419":
            codes[role.value] = secrets.token_urlsafe(32)
            sessions.give_code(tx, member.id, hashed(codes[role.value]), NOW + timedelta(minutes=9), NOW)
    whose = {"citizen_id": asker, "consent_id": consent}
    every = ended + waiting
    rows = [whose | _request(tx, number, number >= ended, every - number, chance) for number in range(every)]
    for row in rows:
        row["commune"] = chance.choice(communes)
    tx.connection.execute(lead.insert(), rows)
    steps = []
    for number, row in enumerate(rows, start=1):
        for what, hours in (("asked", 0), ("taken", 3), ("answered", 9)):
            if what == "asked" or not row["open"] or (row["taken_by"] and what == "taken"):
                steps.append({"lead": number, "at": row["asked_at"] + timedelta(hours=hours), "what": what})
    tx.connection.execute(lead_step.insert(), steps)
    return codes


def _request(tx: Transaction, number: int, still: bool, later: int, chance: random.Random) -> dict[str, object]:
    """A request that still waits or has ended, with so many asked later."""
    open_states = [state for state in LeadState if state not in ENDS]
    state = chance.choice(open_states if still else sorted(ENDS))
    ago = timedelta(minutes=later * (4 if still else 12))
    taken = state is not LeadState.NEW
    return {
        "state": state.value,
        "open": still,
        "number": number + 1,
        "name": tx.seal(lead.c.name, number + 1, "Nguyễn Thị Lan"),
        "phone": tx.seal(lead.c.phone, number + 1, f"+849{number:08d}"),
        "phone_blind": tx.vault.blind(f"+849{number:08d}"),
        "asked_at": NOW - ago,
        "asked_by_other": False,
        "taken_by": chance.randint(1, 124) if taken else None,
        "taken_at": NOW - ago if taken else None,
        "call_on": NOW.date() if state is LeadState.CALL_AGAIN else None,
        "changed_at": NOW - ago,
    }


if __name__ == "__main__":
    asyncio.run(main())
