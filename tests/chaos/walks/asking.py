"""Citizens ask to be called, and officers take, call and mark."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import func, select

from bot.store.engine.database import Transaction
from bot.store.tables import lead, lead_step
from tests.chaos.people import Citizen, Person
from tests.chaos.scene import Scene

MY_LONG, CHO_LACH = ("xã Mỹ Long", "29419"), ("xã Chợ Lách", "28870")


async def asks(scene: Scene, who: Citizen, person: Person, commune: str, *, hurried: bool = False) -> str:
    """Leaves a number and returns the request's; `hurried`: without waiting for what the bot asks."""
    steps = (
        ("gặp cán bộ", "đồng ý"),
        ("Đồng ý cả hai", "tên gì"),
        (who.name, "số nào"),
        (who.phone, "xã, phường nào"),
        (commune, "đúng"),
    )
    for text, answer in steps:
        await person.says(text)
        if not hurried:
            await person.hears(answer)
    await person.says("có")
    thanks = await person.hears("cảm ơn", r"mang số \d+")
    scene.counted[f"request of {who.phone}"] = lambda tx: requests(tx, who)
    return re.search(r"mang số (\d+)", thanks.text)[1]  # type: ignore[index]


def requests(tx: Transaction, who: Citizen) -> int:
    """How many are kept with her number."""
    blinds = tx.vault.blinds(f"+84{who.phone[1:]}")
    return int(tx.connection.scalar(select(func.count()).where(lead.c.phone_blind.in_(blinds))) or 0)


def steps(number: str, what: str) -> Callable[[Transaction], int]:
    """How often that has happened to the request."""
    happened = select(func.count()).where(lead_step.c.lead == int(number), lead_step.c.what == what)
    return lambda tx: int(tx.connection.scalar(happened) or 0)


async def asks_to_be_called(scene: Scene) -> None:
    minh = await scene.staff("minh", MY_LONG[1])
    who, person = scene.citizen()
    await asks(scene, who, person, MY_LONG[0], hurried=True)
    await minh.hears(who.spoken, anywhere=True)


async def taken_called_and_marked(scene: Scene) -> None:
    phuc = await scene.staff("phuc", CHO_LACH[1])
    who, person = scene.citizen()
    number = await asks(scene, who, person, CHO_LACH[0])
    await phuc.hears(who.spoken)
    await phuc.says(f"nhận {number}")
    await phuc.hears("của mình rồi")
    await person.hears(f"đã nhận yêu cầu số {number}")
    await phuc.says(f"gọi xong {number}")
    await phuc.hears("gọi ra sao rồi")
    await phuc.says("Sẽ tham gia")
    await phuc.hears("ghi chú thêm")
    await phuc.says("không")
    await phuc.hears("sẽ tham gia")
    for what in ("taken", "will_join"):
        scene.counted[f"{what} {number}"] = steps(number, what)
