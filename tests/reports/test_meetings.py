"""The week's message and /metrics tell of meetings: held, registered for, present, signed up, and what is owed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.calendar import local
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.outreach.facts import Fact, Step
from bot.reports import metrics, weekly
from bot.store.engine.database import Database, Transaction
from bot.store.meetings import queries
from bot.store.statistics import facts
from bot.words import languages
from tests.content import CONTENT, ROOT, knowing
from tests.store.everything import PLAN
from tests.store.samples import NOW, VAULT, after, hired

LIBRARY = knowing(CONTENT, date(2026, 11, 23)).knowledge.library
VI = languages(ROOT / "locales")["vi"]


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    database = Database.open(database_url, VAULT)
    yield database
    await database.close()


def meeting(tx: Transaction, by: int, days: float, *states: MeetingState) -> Meeting:
    plan = replace(PLAN, starts=after(days=days), ends=after(days=days, hours=2))
    made = queries.add(tx, plan, by, NOW)
    for was, state in zip((MeetingState.PLANNED, *states), states, strict=False):
        assert queries.become(tx, made.number, state, was)
    return made


def month(tx: Transaction) -> None:
    minh = hired(tx).id
    announced, held = MeetingState.ANNOUNCED, MeetingState.HELD
    meeting(tx, minh, 3, announced)
    meeting(tx, minh, 30, announced)
    meeting(tx, minh, -2, announced, held)
    meeting(tx, minh, -3, announced, held, MeetingState.REPORTED)
    meeting(tx, minh, 4)
    counted = {Step.MEETING_HELD: 2, Step.GUEST: 12, Step.ATTENDED: 42, Step.SIGNED_UP: 3}
    for step, count in counted.items():
        facts.count(tx, local(after(days=-3)).date(), Fact(step, PLAN.commune), by=count)


async def test_the_week_tells_of_meetings_in_those_communes(db: Database) -> None:
    await db.run(month)
    own, other = frozenset({PLAN.commune}), frozenset({"29419"})
    said = await db.read(lambda tx: weekly.week(tx, LIBRARY, own, {}, NOW))
    assert said is not None
    assert (
        "Hội nghị: đã tổ chức 2, 12 lượt đăng ký dự, 42 người có mặt, 3 người đăng ký tham gia tại chỗ.\n"
        "Bảy ngày tới đã đăng: 1 hội nghị. Còn nợ báo cáo: 1."
    ) in VI.say(said.words)
    assert await db.read(lambda tx: weekly.week(tx, LIBRARY, other, {}, NOW)) is None


async def test_metrics_count_meetings_by_state_and_what_is_owed(db: Database) -> None:
    await db.run(month)
    await db.read(lambda tx: metrics.measure(tx, LIBRARY, NOW))
    states = {state: metrics.MEETINGS.labels(state)._value.get() for state in MeetingState}
    assert states == {"planned": 1, "announced": 2, "cancelled": 0, "held": 1, "reported": 1}
    assert metrics.OWED._value.get() == 1
    await db.read(lambda tx: metrics.measure(tx, LIBRARY, NOW + timedelta(days=90)))
    assert metrics.OWED._value.get() == 0
