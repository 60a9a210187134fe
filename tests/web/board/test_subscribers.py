"""Who wishes to be told, on the board: counts of one's own communes, and who has looked is on record."""

from __future__ import annotations

import re

from bot.domain.calendar import local
from bot.domain.messages import Address
from bot.domain.outreach.facts import Fact, Step
from bot.domain.people import Role
from bot.store.people import blocking
from bot.store.staff import audit
from bot.store.statistics import facts
from tests.web.board.site import MY_LONG, NOW, TRA_VINH, Board
from tests.web.board.test_campaigns import wants_news

PAGE = "/staff/campaigns/subscribers"


def lines(page: str) -> dict[str, list[str]]:
    """The cells of each line, by the name of the commune."""
    rows = re.findall(r'data-testid="subscribers">(.*?)</tr>', page, re.S)
    return {
        re.findall(r'<th scope="row">(.*?)</th>', row)[0]: re.findall(r'<td class="figure"[^>]*>(.*?)</td>', row)
        for row in rows
    }


async def test_each_sees_counts_of_their_own_communes(board: Board) -> None:
    await wants_news(board, 5)
    await wants_news(board, 2, TRA_VINH)
    gone = Address("webchat", "", f"news {MY_LONG} 0")
    await board.site.db.run(lambda tx: blocking.mark_blocked(tx, gone, blocked=True, now=NOW))
    new = Fact(Step.SUBSCRIBED, MY_LONG, "webchat", topic="news")
    await board.site.db.run(lambda tx: facts.count(tx, local(NOW).date(), new, by=2))
    async with board.signed_in(await board.hire("Thu", Role.SUPERVISOR)) as client:
        page = await client.get(PAGE)
        assert lines(page.text) == {"Xã Mỹ Long": ["4", "0", "0", "2"], "Phường Trà Vinh": ["2", "0", "0", "0"]}
        assert re.findall(r'data-testid="news">(\d+)', page.text) == ["6"]
        assert PAGE in (await client.get("/staff/campaigns")).text
    async with board.signed_in(await board.hire("Sáu", Role.SUPERVISOR, TRA_VINH)) as client:
        assert lines((await client.get(PAGE)).text) == {"Phường Trà Vinh": ["2", "0", "0", "0"]}
    async with board.signed_in(await board.hire("Tú", Role.EDITOR), "/staff/content") as client:
        assert lines((await client.get(PAGE)).text)["Phường Trà Vinh"][0] == "&lt;3", "who serves none sees no few"


async def test_who_does_not_write_news_finds_no_such_page_and_each_look_is_on_record(board: Board) -> None:
    thu = await board.hire("Thu", Role.SUPERVISOR)
    async with board.signed_in(thu) as client:
        assert "chưa ai xin nhận" in (await client.get(PAGE)).text.lower()
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    phuc = await board.hire("Phúc", Role.COLLECTOR, MY_LONG)
    for member in (minh, phuc):
        async with board.signed_in(member) as client:
            assert (await client.get(PAGE)).status_code == 404
    seen = await board.site.db.read(lambda tx: audit.entries(tx, 9, 0))
    found = {(one.page.value, one.staff, one.refused) for one in seen if one.page.value != "mine"}
    assert {("subscribers", "Thu", False), ("campaign", "Minh", True), ("campaign", "Phúc", True)} <= found
