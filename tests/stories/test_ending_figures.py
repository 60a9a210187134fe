"""Whoever keeps the figures hears that one ends: 60, 14 and 1 days before, once each, with the line to fill in."""

from __future__ import annotations

from bot.domain.people import Role
from tests.stories.conftest import hire
from tests.story import Stage

SOON = "Con số sắp hết hiệu lực. Mình ghi dòng dưới vào tệp của con số đó trong content/figures, rồi chạy: loa check"
NEW = '- {value: …, from: 2027-01-01, basis: "…", source: "…", confirmed: true}'
ANNOUNCED = (
    "Giá trị tiếp theo mới công bố: đọc văn bản rồi mới xác nhận. - {value: 2200000, from: 2027-01-01, basis: "
    '"Nghị định 351/2025/NĐ-CP", source: "Nguồn gián tiếp, chưa đọc văn bản gốc", confirmed: true}'
)
THREE = ("fund_rate_r_monthly", "inflation_coefficients_voluntary", "rural_poverty_line")


async def morning(stage: Stage, day: str) -> list[str]:
    """What Hùng hears by half past seven of that day."""
    stage._passes("until", "7:31", day)
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    return stage.heard("hung")


async def test_an_admin_is_told_three_times(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Hung"), "Hùng", Role.ADMIN, []))
    await stage.db.run(stage.jobs.due)
    for day, left in (("24/11/2026", 37), ("17/12/2026", 14), ("30/12/2026", 1)):
        [told] = await morning(stage, day)
        assert told.startswith(f"Bot: {SOON}")
        for name in THREE:
            assert f"({name}): hết hiệu lực sau ngày 31/12/2026, còn {left} ngày. " in told
        assert (told.count(NEW), ANNOUNCED in told) == (2, True)
        if stage.way == "restarts":
            await stage.restart()
        assert await morning(stage, day) == []
    assert await morning(stage, "31/12/2026") == []
    assert await morning(stage, "04/01/2027") == []


async def test_a_day_on_which_nothing_ran_is_made_up_for_and_officers_are_left_alone(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Hung"), "Hùng", Role.ADMIN, []))
    await stage.db.run(stage.jobs.due)
    assert len(await morning(stage, "10/12/2026")) == 1
    [told] = await morning(stage, "21/12/2026")
    assert "còn 10 ngày" in told
    assert {chat for chat in stage.last if stage.last[chat]} == {"hung"}
