"""People without an app: staff read the consent aloud and write a request for them, and erase it for them."""

from __future__ import annotations

from sqlalchemy import select

from bot.domain.people import Role
from bot.store.leads import queries as leads
from bot.store.people import consents
from bot.store.staff import audit
from bot.store.tables import consent
from tests.stories.conftest import MY_LONG, hire
from tests.story import Stage


async def told(stage: Stage, who: str, text: str) -> str:
    """Everything that anybody gets after that line."""
    await stage.say(who, text)
    return "\n".join(stage.heard(who))


async def writes(stage: Stage, who: str, agrees: str = "[Đồng ý cả hai]") -> str:
    """Writes a request for bà Tư at the counter; what everybody gets at the end."""
    assert "[Ở quầy] [Ở nhà người ấy] [Qua tổng đài]" in await told(stage, who, "ghi yêu cầu")
    assert "Đọc nguyên văn cho người ấy nghe" in await told(stage, who, "[Ở quầy]")
    await told(stage, who, agrees)
    for said in ("bà Tư", "0912345678", "xã Mỹ Long"):
        await told(stage, who, said)
    return await told(stage, who, "có")


async def test_it_is_a_request_like_any_other(town: Stage) -> None:
    got = await writes(town, "Phuc")
    assert "Bot: Đã ghi: yêu cầu số 1 của bà Tư, xã Mỹ Long gọi chậm nhất là 17:00 ngày 25/11/2026." in got
    assert "Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: bà Tư" in got
    card = await told(town, "Minh", "nhận 1")
    assert "Cán bộ ghi giùm: Ở quầy" in card
    assert "Phúc: ghi giùm, đã đọc lời xin đồng ý" in card
    assert "Đã ghi, cảm ơn." in await told(town, "Minh", "1 đã tham gia")
    lead = await town.db.read(lambda tx: leads.get(tx, 1))
    assert lead is not None
    assert (lead.channel, lead.source, lead.shared) == ("staff", "counter", True)
    (given,) = await town.db.read(lambda tx: consents.of_citizen(tx, lead.citizen))
    assert given.purposes == ("call_back", "pass_to_insurer")
    readers = await town.db.read(lambda tx: tx.connection.execute(select(consent.c.read_by)).scalars().all())
    assert readers == [3], "Phúc read it"
    looks = await town.db.read(lambda tx: audit.entries(tx, 50, 0, lead=1))
    assert ("Phúc", "write") in {(one.staff, one.page) for one in looks}


async def test_a_no_keeps_nothing(town: Stage) -> None:
    await told(town, "Minh", "ghi yêu cầu")
    await told(town, "Minh", "[Qua tổng đài]")
    assert "không giữ gì" in await told(town, "Minh", "[Không đồng ý]")
    assert await town.db.read(lambda tx: leads.get(tx, 1)) is None


async def test_who_agreed_to_the_call_only_is_no_collectors_matter(town: Stage) -> None:
    got = await writes(town, "Minh", "[Chỉ gọi lại]")
    assert "Phuc hears" not in got
    assert "Không có yêu cầu đó" in await told(town, "Phuc", "xem 1")


async def test_staff_erase_it_when_they_are_asked_to(town: Stage) -> None:
    await writes(town, "Minh")
    await town.db.run(lambda tx: hire(tx, town.address("Nam"), "Nam", Role.OFFICER, ["29416"]))
    await told(town, "Nam", "xóa yêu cầu 1")
    assert "Không có yêu cầu đó" in await told(town, "Nam", "có")
    assert "Tên, số và ghi chú mất hẳn" in await told(town, "Minh", "xóa yêu cầu 1")
    got = await told(town, "Minh", "có")
    assert "Bot: Xong: đã xóa tên, số và ghi chú của yêu cầu số 1." in got
    lead = await town.db.read(lambda tx: leads.get(tx, 1))
    assert lead is not None
    assert (lead.name, lead.phone, lead.open) == ("", "", False)
    looks = await town.db.read(lambda tx: audit.entries(tx, 50, 0, lead=1))
    assert ("Nam", "erase", True) in {(one.staff, one.page, one.refused) for one in looks}


async def test_what_a_citizen_asked_for_is_theirs_to_erase(town: Stage) -> None:
    from_lan = ("0", "có", "Lan", "0912345678", "xã Mỹ Long", "có")
    for said in from_lan:
        await told(town, "Lan", said)
    await told(town, "Minh", "xóa yêu cầu 1")
    assert "Cán bộ chỉ xóa yêu cầu do cán bộ ghi" in await told(town, "Minh", "có")
    assert "ghi yêu cầu" not in await told(town, "Lan", "ghi yêu cầu"), "citizens ask for themselves"


async def test_on_a_channel_without_buttons(town: Stage) -> None:
    town.on_plain.add("Ba")
    await town.db.run(lambda tx: hire(tx, town.address("Ba"), "Ba", Role.OFFICER, [MY_LONG]))
    for said in ("ghi yêu cầu", "2", "1", "bà Tư", "0912345678", "xã Mỹ Long"):
        await told(town, "Ba", said)
    assert "Đã ghi: yêu cầu số 1" in await told(town, "Ba", "có")
