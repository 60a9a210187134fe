"""What is on record of how channels fare, and what waits for them."""

from __future__ import annotations

from bot.domain.messages import Message
from bot.store.channels import health
from bot.store.channels.health import Fared
from bot.store.engine.database import Database
from bot.store.messages import outbox
from tests.store.samples import HOA, LAN, NOW, after

OUT = ("telegram", "7", "out")


async def test_since_when_the_oldest_parcel_is_due(db: Database) -> None:
    for number, (who, minutes) in enumerate([(LAN, -5), (LAN, -1), (HOA, 3)]):
        due = after(minutes=minutes)
        await db.run(lambda tx, n=number, w=who, d=due: outbox.post(tx, f"k{n}", w, Message("x"), d))  # type: ignore[misc]
    assert await db.read(lambda tx: health.oldest_due(tx, NOW)) == {"telegram": after(minutes=-5)}


async def test_what_is_known_is_added_up(db: Database) -> None:
    async def then(**fared: object) -> Fared:
        await db.run(lambda tx: health.record(tx, [Fared(*OUT, **fared)]))  # type: ignore[arg-type]
        (one,) = await db.read(health.states)
        return one

    assert await then(succeeded=NOW) == Fared(*OUT, succeeded=NOW)
    ill = await then(failing=after(minutes=1), reason="a", due=after(minutes=11))
    assert (ill.succeeded, ill.failing, ill.reason) == (NOW, after(minutes=1), "a")
    ill = await then(failing=after(minutes=2), reason="b", due=after(minutes=2))
    assert (ill.failing, ill.reason, ill.due) == (after(minutes=1), "b", after(minutes=2)), "since the first"
    ill = await then(failing=after(minutes=3), reason="c", due=after(minutes=13))
    assert ill.due == after(minutes=2), "what was to be told stays so"
    ill = await then(succeeded=after(minutes=4), failing=after(minutes=5), reason="d", due=after(minutes=15))
    assert (ill.failing, ill.due) == (after(minutes=5), after(minutes=15)), "a success in between begins anew"
    assert (await then(succeeded=after(minutes=6))).failing is None
