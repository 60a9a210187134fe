"""Whom to call now: one request at a time, the oldest promise first, with what is needed to call, and the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.people import Role
from tests.stories.conftest import asks, hire
from tests.story import Stage


async def told(stage: Stage, who: str, text: str) -> str:
    """Everything that anybody gets after that line."""
    await stage.say(who, text)
    return "\n".join(stage.heard(who))


async def test_one_after_the_other(town: Stage) -> None:
    assert "Giờ không còn ai phải gọi" in await told(town, "Minh", "gọi ai bây giờ")
    for who, phone in (("Lan", "0912345678"), ("Mai", "0912345679"), ("Ba", "0912345670")):
        await asks(town, who, phone)
        town.now += timedelta(minutes=1)
    await told(town, "Minh", "nhận 2")
    first = await told(town, "Minh", "gọi ai")
    assert "Gọi bây giờ, còn 3 người: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan" in first
    assert "[Nhận] [Chuyển] [Bỏ qua, người kế]" in first
    second = await told(town, "Minh", "[Bỏ qua, người kế]")
    assert "Tên: Mai Số điện thoại: 0912 345 679" in second
    assert "[Gọi xong]" in second
    assert "Tên: Ba" in await told(town, "Minh", "[Bỏ qua, người kế]")
    assert "Hết lượt rồi. Còn 3 người phải gọi. [Gọi lại từ đầu]" in await told(town, "Minh", "[Bỏ qua, người kế]")
    assert "Tên: Lan" in await told(town, "Minh", "[Gọi lại từ đầu]")


async def test_a_call_agreed_for_another_day_waits_for_it(town: Stage) -> None:
    await asks(town, "Lan")
    await told(town, "Minh", "nhận 1")
    await told(town, "Minh", "hẹn 1 thứ 5")
    assert "Giờ không còn ai phải gọi" in await told(town, "Minh", "gọi ai")
    town.now += timedelta(days=3)
    assert "Tên: Lan" in await told(town, "Minh", "gọi ai")


async def test_nobody_of_another_commune(town: Stage) -> None:
    await asks(town, "Lan")
    await town.db.run(lambda tx: hire(tx, town.address("Nam"), "Nam", Role.OFFICER, ["29416"]))
    assert "Giờ không còn ai phải gọi" in await told(town, "Nam", "gọi ai")
    assert "Tên: Lan" not in await told(town, "Lan", "gọi ai"), "citizens have no such list"


async def test_who_likes_the_afternoon_is_called_in_the_afternoon(town: Stage) -> None:
    await asks(town, "Lan")
    got = await told(town, "Lan", "[Giờ dễ gọi]")
    assert (
        "Dạ, gọi cô chú lúc nào tiện nhất? [Buổi sáng] [Buổi trưa] [Buổi chiều] [Buổi tối] [Lúc nào cũng được]" in got
    )
    got = await told(town, "Lan", "buổi chiều")
    assert "Bot: Dạ, Loa ghi rồi. Cán bộ thấy giờ này và cố gọi đúng lúc đó." in got
    assert "Tiện nghe máy: Buổi chiều" in got
    await asks(town, "Mai", "0912345679")
    assert "Tên: Mai" in await told(town, "Minh", "gọi ai")
    town.now += timedelta(hours=6)
    assert "Tên: Lan" in await told(town, "Minh", "gọi ai")


async def test_only_on_a_request_of_ones_own(town: Stage) -> None:
    await asks(town, "Lan")
    await asks(town, "Mai", "0912345679")
    await told(town, "Lan", "xóa")
    await told(town, "Lan", "có")
    await told(town, "Lan", "giờ gọi")
    assert "không còn mở" in await told(town, "Lan", "buổi sáng")


async def test_where_buttons_are_few_calling_and_the_next_one_stay(town: Stage) -> None:
    town.paper.abilities = replace(town.paper.abilities, most_buttons=5, links=frozenset({"tel"}))
    made = town.runtime
    town.runtime = lambda clock: replace(made(clock), abilities={"paper": town.paper.abilities})
    await town.restart()
    await asks(town, "Lan")
    got = await told(town, "Minh", "nhận 1")
    assert "[Gọi xong] [Hẹn lại] [Chuyển] [Gọi 0912 345 678] [Hoàn tác]" in got
    got = await told(town, "Minh", "gọi ai")
    assert "[Gọi xong] [Hẹn lại] [Chuyển] [Gọi 0912 345 678] [Bỏ qua, người kế]" in got
