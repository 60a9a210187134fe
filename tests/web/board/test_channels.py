"""How channels fare stands on the board, for those who can put it right."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.domain.people import Role
from bot.store.channels import health
from bot.store.channels.health import Fared
from tests.web.board.site import MY_LONG, NOW, Board


async def test_an_admin_sees_how_channels_fare(board: Board) -> None:
    long_ago = NOW - timedelta(hours=1)
    fared = [
        Fared("telegram", "7", "in", succeeded=NOW),
        Fared("telegram", "7", "out", succeeded=long_ago, failing=long_ago, reason="401", due=long_ago),
    ]
    await board.site.db.run(lambda tx: health.record(tx, fared))
    async with board.signed_in(await board.hire("Hoa", Role.ADMIN)) as client:
        page = (await client.get("/staff/numbers")).text
    (row,) = re.findall(r'<tr data-testid="channel">.*?</tr>', page, re.S)
    assert "telegram" in row.lower()
    assert "hỏng từ 08:00 23/11/2026" in row
    assert ": 401" in row
    assert row.count('class="bad"') == 1
    async with board.signed_in(await board.hire("Minh", Role.OFFICER, MY_LONG)) as client:
        assert 'data-testid="channel"' not in (await client.get("/staff/numbers")).text
