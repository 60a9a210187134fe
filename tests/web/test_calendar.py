"""A meeting in one's calendar: by a signed link, for a while, following the meeting, and without a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from bot.channels.webchat import ABILITIES
from bot.domain.commands.meetings import RegisterGuest
from bot.domain.consents import MEETING_VERSION
from bot.domain.meetings import Meeting
from bot.domain.messages import Address, Incoming, Say
from bot.domain.people import Role
from bot.services.meetings import guests, planning
from bot.services.meetings.wording import in_calendar
from bot.store.engine.database import Transaction
from bot.store.meetings import queries
from bot.store.people import visitors
from bot.talk import actions
from tests.web.board.site import MY_LONG, Board, context_of
from tests.web.test_hall import PLAN, board, held

__all__ = ["board"]


async def link(board: Board, number: int) -> str:
    def work(tx: Transaction) -> str:
        found = queries.get(tx, number)
        assert found is not None
        return in_calendar(found, context_of(tx, board.now))[0].token

    return (await board.site.db.run(work)).removeprefix("https://loa.example")


async def test_the_link_follows_the_meeting_until_it_is_long_over(board: Board) -> None:
    number = await held(board, await board.hire("Minh", Role.OFFICER, MY_LONG))
    path = await link(board, number)
    async with board.site.client() as lan:
        first = await lan.get(path)
        assert first.headers["content-type"].startswith("text/calendar")
        event = Calendar.from_ical(first.text).events[0]
        assert (event["summary"], event["sequence"]) == (PLAN.title, 0)
        assert event.start == PLAN.starts
        assert "Nhà văn hóa ấp 3" in event["location"]
        later = replace(PLAN, starts=PLAN.starts + timedelta(hours=1), ends=PLAN.ends + timedelta(hours=1))

        def move(tx: Transaction) -> Meeting | None:
            return planning.change(number, later, context_of(tx, board.now))

        assert await board.site.db.run(move) is not None
        moved = Calendar.from_ical((await lan.get(path)).text).events[0]
        assert (moved["uid"], moved["sequence"], moved.start) == (event["uid"], 1, later.starts)
        board.now += timedelta(days=8)
        assert (await lan.get(path)).status_code == 404


@pytest.mark.parametrize("change", [("1-", "2-"), ("-1", "-2"), (".ics", "x.ics")])
async def test_a_link_that_was_changed_opens_nothing(board: Board, change: tuple[str, str]) -> None:
    number = await held(board, await board.hire("Minh", Role.OFFICER, MY_LONG))
    path = await link(board, number)
    async with board.site.client() as lan:
        assert (await lan.get(path.replace(*change, 1))).status_code == 404
        assert (await lan.get("/calendar/1-x-y.ics")).status_code == 404


async def test_who_registers_gets_the_link_and_may_leave_a_number_on_the_page(board: Board) -> None:
    number = await held(board, await board.hire("Minh", Role.OFFICER, MY_LONG))
    await board.asks("Lan")

    def register(tx: Transaction) -> Say:
        address = Address("webchat", "", "phone of Lan")
        visitor = visitors.visit(tx, Incoming("2", address, text="x", sender=address.chat), board.now, "vi")
        context = replace(context_of(tx, board.now), abilities={"webchat": ABILITIES})
        return guests.register(RegisterGuest(number, 0, MEETING_VERSION), visitor, context)[0]

    said = await board.site.db.run(register)
    assert any(".ics" in option.token for option in said.options)
    assert any(option.token == actions.CALL_ABOUT.token(number) for option in said.options)
