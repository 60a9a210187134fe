"""Long texts wait for each other, and nobody who asks shortly waits for them."""

from __future__ import annotations

import asyncio
import threading

from bot.domain.messages import Address
from bot.runtime.long_texts import LONG, LongTexts

LAN, TU, HOA = (Address("webchat", "", name) for name in ("Lan", "Tư", "Hoa"))


async def test_a_short_one_goes_before_a_crowd_of_long_ones() -> None:
    may_end, foreseen, taken = threading.Event(), [], []

    def foresee(text: str) -> None:
        may_end.wait(5)
        foreseen.append(text[0])

    texts = LongTexts(foresee)

    async def turn(address: Address, text: str) -> None:
        texts.note(address, text)
        async with texts.foreseen(address):
            taken.append(address.chat)

    long_ones = [asyncio.create_task(turn(who, who.chat[0] * LONG)) for who in (TU, HOA)]
    await asyncio.sleep(0)
    await turn(LAN, "mức thấp nhất")
    assert (foreseen, taken) == ([], ["Lan"])
    may_end.set()
    await asyncio.gather(*long_ones)
    assert (foreseen, taken) == (["T", "H"], ["Lan", "Tư", "Hoa"])


async def test_what_was_read_beforehand_is_read_once() -> None:
    foreseen: list[str] = []
    texts = LongTexts(foreseen.append)
    texts.note(LAN, "x" * LONG)
    for _turn in range(2):
        async with texts.foreseen(LAN):
            pass
    assert foreseen == ["x" * LONG]
