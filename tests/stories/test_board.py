"""The way from the chat to the staff board."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy import func, select

from bot.store.tables import staff_code
from tests.story import Stage


async def test_staff_get_a_link_and_nobody_else(stage: Stage) -> None:
    plain = stage.runtime
    stage.runtime = lambda clock: replace(plain(clock), board="https://loa.example")
    await stage.__aexit__()
    await stage.__aenter__()
    await stage.say("Minh", "bảng")
    (said,) = stage.heard("Minh")
    assert re.search(r"trong 10 phút; .* https://loa\.example/staff/enter\?code=[\w-]{43}$", said), said
    await stage.say("Lan", "bảng")
    assert all("staff/enter" not in said for said in stage.heard("Lan"))


async def test_where_there_is_no_board_the_chat_does_it_all(stage: Stage) -> None:
    await stage.play("""
        Minh: /bang
        Bot: Ở đây chưa có bảng việc. Mọi việc đều làm được ngay trong khung chat này.
    """)
    codes = select(func.count()).select_from(staff_code)
    assert await stage.db.read(lambda tx: tx.connection.scalar(codes)) == 0
