"""What goes into the audit log: a refusal of every act there is, and what is done with live questions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import httpx
import pytest

from bot.domain.people import Role
from bot.domain.rights import RIGHTS, Act, Reach
from bot.store.staff import audit
from bot.store.staff.audited import REFUSED, Audited
from bot.web.board.audit_page import AUDITED
from tests.web.board.site import MY_LONG, TRA_VINH, Board, form_of, press


@dataclass(frozen=True)
class Trying:
    """Somebody signed in, with a form of theirs, a colleague who holds 1 and has ended 3; 2 is far away."""

    client: httpx.AsyncClient
    colleague: int
    fields: Mapping[str, str]

    async def get(self, path: str) -> int:
        return (await self.client.get(f"/staff/{path}")).status_code

    async def post(self, path: str, **more: str) -> int:
        return (await self.client.post(f"/staff/{path}", data={**self.fields, **more})).status_code


TRIES: Mapping[Act, Callable[[Trying], Awaitable[int]]] = {
    Act.SEE: lambda me: me.get("request/2"),
    Act.SEE_HELD: lambda me: me.get("request/1"),
    Act.HAND_ON: lambda me: me.post("request/1/give", staff=str(me.colleague)),
    Act.NOTE_ABSENCE: lambda me: me.post(f"duty/{me.colleague}", until="2026-11-30"),
    Act.HAND_OVER_ALL: lambda me: me.post(f"people/{me.colleague}"),
    Act.READ_AUDIT: lambda me: me.get("audit"),
    Act.SORT_TRAY: lambda me: me.post("tray/1"),
    Act.MEND_CONTENT: lambda me: me.get("content"),
    Act.UNDO: lambda me: me.post("request/1/undo"),
    Act.REOPEN: lambda me: me.post("request/3/reopen", note="gọi lại"),
    Act.PLACE_STAFF: lambda me: me.post("invitations", name="Ai", role="officer", communes="Mỹ Long"),
    Act.ADMIT_ADDRESS: lambda me: me.post(f"people/{me.colleague}/places/1/let-in"),
    Act.WRITE: lambda me: me.get("write"),
    Act.HOLD_MEETINGS: lambda me: me.post("meetings/1/cancel"),
    Act.SEND_NEWS: lambda me: me.get("campaigns"),
    Act.APPROVE_NEWS: lambda me: me.post("campaigns/1/approve"),
}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.EDITOR])
async def test_a_refusal_of_every_act_is_on_record(board: Board, act: Act, role: Role) -> None:
    """Whoever may not do it does not do it, and the supervisor of the area reads that it was tried."""
    areas = () if role is Role.EDITOR else (MY_LONG,)
    minh, phuc = await board.hire("Minh", role, *areas), await board.hire("Phúc", Role.OFFICER, MY_LONG)
    await board.asks("Lan", "0912345678", MY_LONG)
    await board.asks("Hoa", "0987654321", TRA_VINH)
    await board.asks("Mai", "0987654322", MY_LONG)
    async with board.signed_in(phuc) as client:
        await press(client, await client.get("/staff/request/1"), "take")
        taken = await press(client, await client.get("/staff/request/3"), "take")
        await press(client, taken, "record", outcome="joined")
    first = "/staff/content" if role is Role.EDITOR else "/staff/"
    async with board.signed_in(minh, first) as client:
        _action, fields = form_of((await client.get("/staff/" if areas else "/staff/content")).text, "here")
        status = await TRIES[act](Trying(client, phuc.id, fields | {"form": "form-of-this-test-1"}))
    entries = [entry for entry in await board.site.db.read(lambda tx: audit.entries(tx, 9, 0)) if entry.refused]
    if (act, role) in {(Act.MEND_CONTENT, Role.EDITOR), (Act.SEND_NEWS, Role.EDITOR), (Act.WRITE, Role.OFFICER)}:
        assert (status, entries) == (200, [])
        return
    assert {entry.staff for entry in entries} == {"Minh"}
    if role is Role.OFFICER:
        assert entries[-1].page is REFUSED[act]
    if RIGHTS[act][role] is Reach.NONE:
        assert status == 404
    admin = await board.hire("Quản trị", Role.ADMIN)
    async with board.signed_in(admin) as client:
        page = await client.get("/staff/audit?refused=1")
    assert page.text.count('data-testid="look"') == len(entries)


def test_every_entry_has_words_and_every_act_its_entry() -> None:
    """A page without a word for what is on record would be none: sorting the tray once closed the audit log."""
    assert set(AUDITED) == set(Audited)
    assert set(REFUSED) == set(Act) == set(TRIES)


async def test_the_tray_does_not_close_the_log(board: Board) -> None:
    sau = await board.hire("Sáu", Role.SUPERVISOR, MY_LONG)
    async with board.signed_in(sau) as client:
        _action, fields = form_of((await client.get("/staff/tray")).text, "here")
        await client.post("/staff/tray/1", data=fields)
        page = await client.get("/staff/audit")
    assert page.status_code == 200
    assert "khay chờ" in page.text
