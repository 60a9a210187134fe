"""What is no number of ours in a form or an address of the content is passed over, and is no failure."""

from __future__ import annotations

from bot.domain.people import Role
from tests.web.content.site import Newsroom
from tests.web.content.test_pages import EDIT, fills

SQUARE = "²"


async def test_what_is_no_number_is_passed_over(newsroom: Newsroom) -> None:
    async with newsroom.board.signed_in(await newsroom.board.hire("Thu", Role.EDITOR), "/staff/content") as client:
        asked = {"draft": SQUARE, "question": SQUARE, "proposal": SQUARE, "on": "9999-12-31"}
        page = await client.get(f"{EDIT}/answer/thap-nhat", params=asked)
        assert page.status_code == 200
        assert (await fills(client, page, version=SQUARE, vi__title="Ít nhất?")).status_code == 200
        fields = {"csrf": page.text.partition('name="csrf" value="')[2].partition('"')[0], "form": "a" * 20}
        aside = fields | {"questions": f"{SQUARE},1", "proposal": SQUARE}
        assert (await client.post("/staff/content/questions", data=aside)).status_code == 200
