"""The board of an editor: the content and what is wrong with it, and no page of anybody's request."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from starlette.routing import Route

from bot.domain.content.versions import Folder, How, Refused
from bot.domain.people import Role
from bot.store.content import versions
from bot.web.board.routes import board_routes
from tests.web.board.site import MY_LONG, NOW, Board

OPEN = {"/staff/enter", "/staff/out", "/staff/"}
MISTAKES = tuple(f"content/topics/paying/vi.md:{line}:15: “<b>” không có." for line in range(4, 9))
REFUSED = Refused(Folder("f", "/srv/loa/content"), MISTAKES, NOW - timedelta(minutes=1), told=True)


def every_route() -> list[tuple[str, str]]:
    """(method, address) of each page and form of the board, for the first request and the first member of staff."""
    routes = board_routes(None, None, None)  # type: ignore[arg-type]
    return [
        (method, re.sub(r"{\w+:row}", "1", route.path))
        for route in routes
        if isinstance(route, Route)
        for method in sorted((route.methods or set()) - {"HEAD"})
    ]


def closed() -> list[tuple[str, str]]:
    """All but the pages of the content and of the news, and where one is signed in oneself."""
    own = ("/staff/content", "/staff/campaigns", "/staff/sessions")
    return [each for each in every_route() if each[1] not in OPEN and not each[1].startswith(own)]


@pytest.mark.parametrize(("method", "path"), closed())
async def test_no_page_of_requests_or_people_is_an_editors(board: Board, method: str, path: str) -> None:
    thu = await board.hire("Thu", Role.EDITOR)
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Nguyễn Thị Lan", "0912345678")
    async with board.signed_in(minh) as officer, board.signed_in(thu, "/staff/content") as client:
        csrf = re.search(r'name="csrf" value="(\w+)"', (await client.get("/staff/content")).text)
        assert csrf is not None
        data = {"csrf": csrf[1], "form": "x" * 20, "note": "x", "outcome": "joined", "commune": MY_LONG, "staff": "1"}
        page = await client.request(method, path, data=data if method == "POST" else None)
        assert page.status_code == 404
        assert "Lan" not in page.text
        assert "chưa ai nhận" in (await officer.get("/staff/request/1")).text
    assert await board.told() == []


def test_most_of_the_board_is_not_an_editors() -> None:
    assert len(closed()) > 12


async def test_an_editor_comes_to_the_content(board: Board) -> None:
    await board.site.db.run(lambda tx: versions.add(tx, None, "a" * 64, b"zip", How.FOLDER, NOW))
    await board.site.db.run(lambda tx: versions.add(tx, versions.newest(tx), "b" * 64, b"zip", How.UNDO, NOW))
    thu = await board.hire("Thu", Role.EDITOR)
    async with board.signed_in(thu, "/staff/content") as client:
        page = await client.get("/staff/")
        assert page.url.path == "/staff/content"
        assert re.findall(r'data-testid="version"><th scope="row">([^<]*)<', page.text) == ["2 · đang dùng", "1"]
        menu = re.findall(r'<li><a href="(/staff/[^"]*)"', page.text)
        assert menu == ["/staff/campaigns", "/staff/content"], "no other page in the menu"
        assert 'data-testid="refused"' not in page.text


@pytest.mark.parametrize("role", Role)
async def test_who_can_mend_a_refused_content_reads_it_on_every_page(board: Board, role: Role) -> None:
    board.refused = [REFUSED]
    who = await board.hire("Nga", role, *([MY_LONG] if role is Role.OFFICER else []))
    mends = role in {Role.EDITOR, Role.ADMIN}
    async with board.signed_in(who, "/staff/content" if role is Role.EDITOR else "/staff/") as client:
        page = await client.get("/staff/requests" if role is not Role.EDITOR else "/staff/content")
        content = await client.get("/staff/content")
    assert ('data-testid="refused"' in page.text) is mends
    assert ("content/topics/paying/vi.md:4:15: “&lt;b&gt;” không có." in page.text) is mends
    assert content.status_code == (200 if mends else 404)
    assert ("vi.md:8:15" in content.text) is mends, "the content's own page has every mistake"
