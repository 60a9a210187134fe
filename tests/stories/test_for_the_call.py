"""What whoever calls needs to know: a sum and the last questions go with a request, by a consent of their own."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.store.engine.database import Transaction
from bot.store.leads import extras
from bot.store.leads import queries as leads
from bot.store.people import consents
from bot.store.tables import address
from tests.stories.conftest import asks
from tests.story import Stage


async def told(stage: Stage, who: str, text: str) -> str:
    """Everything that anybody gets after that line."""
    await stage.say(who, text)
    return "\n".join(stage.heard(who))


async def asks_after(stage: Stage, *said: str) -> str:
    """Lan says all that, and then asks to be called; what she and the others get at the end."""
    for line in said:
        await told(stage, "Lan", line)
    for line in ("0", "có", "Lan", "0912345678", "xã Mỹ Long"):
        await told(stage, "Lan", line)
    return await told(stage, "Lan", "có")


ESTIMATE = ("tính mức đóng", "2 triệu", "hộ nghèo", "1")


async def test_the_last_questions_go_with_it_after_they_were_read_in_full(town: Stage) -> None:
    got = await asks_after(town, "thai sản được bao nhiêu", "căn cước 012345678901 đóng sao")
    assert "[Giờ dễ gọi] [Kèm câu hỏi]" in got
    shown = await told(town, "Lan", "[Kèm câu hỏi]")
    assert "• thai sản được bao nhiêu" in shown
    assert "012345678901" not in shown, "numbers that identify people are kept nowhere"
    assert "Cô chú có đồng ý kèm không? [Đồng ý] [Không đồng ý]" in shown
    assert "Bot: Dạ, Loa kèm rồi." in await told(town, "Lan", "[Đồng ý]")
    assert "thai sản được bao nhiêu" not in await told(town, "Phuc", "xem 1"), "it comes with the request"
    assert "Đã hỏi: • thai sản được bao nhiêu" in await told(town, "Minh", "nhận 1")
    assert "Đã hỏi: • thai sản được bao nhiêu" in await told(town, "Lan", "dữ liệu của tôi")
    (call, given) = await town.db.read(lambda tx: consents.of_citizen(tx, _asker(leads.get(tx, 1))))
    assert (call.purposes, given.purposes) == (("call_back", "pass_to_insurer"), ("attach_questions",))
    assert given.version.startswith("kem-")


def _asker(lead: object) -> int:
    return int(lead.citizen)  # type: ignore[attr-defined]


async def test_a_sum_goes_without_the_group(town: Stage) -> None:
    got = await asks_after(town, *ESTIMATE)
    assert "[Kèm phép tính]" in got
    shown = await told(town, "Lan", "[Kèm phép tính]")
    assert "2.000.000" in shown
    assert "nghèo" not in shown
    assert "Không tính diện được hỗ trợ thêm" in shown
    await told(town, "Lan", "[Đồng ý]")
    assert "Đã tính:" in await told(town, "Minh", "nhận 1")


async def test_a_no_adds_nothing(town: Stage) -> None:
    await asks_after(town, "thai sản được bao nhiêu")
    await told(town, "Lan", "[Kèm câu hỏi]")
    assert "cán bộ vẫn gọi như thường" in await told(town, "Lan", "[Không đồng ý]")
    assert await town.db.read(lambda tx: extras.of(tx, 1)) == []


async def test_what_is_older_than_half_an_hour_is_no_longer_held(town: Stage) -> None:
    await asks_after(town, "thai sản được bao nhiêu")
    town.now += timedelta(minutes=31)
    assert "Loa không còn giữ" in await told(town, "Lan", "[Kèm câu hỏi]")
    assert "Kèm câu hỏi" not in await told(town, "Lan", "0")


async def test_after_half_an_hour_it_is_out_of_the_database_too(town: Stage) -> None:
    for said in ("thai sản được bao nhiêu", *ESTIMATE):
        await told(town, "Lan", said)
    kept = await town.db.read(conversations)
    assert "thai sản" in kept
    assert '"sum"' in kept
    town.now += timedelta(minutes=31)
    await town.db.run(town.jobs.due)
    left = await town.db.read(conversations)
    assert '"asked":[[' not in left
    assert '"sum"' not in left
    assert await town.db.run(town.jobs.due) == 0


def conversations(tx: Transaction) -> str:
    """Every conversation, opened."""
    rows = tx.connection.execute(select(address.c.id, address.c.conversation)).all()
    return " ".join(tx.unseal(address.c.conversation, row.id, row.conversation) for row in rows)


async def test_it_is_removed_alone_or_with_everything(town: Stage) -> None:
    await asks_after(town, "thai sản được bao nhiêu")
    await told(town, "Lan", "[Kèm câu hỏi]")
    await told(town, "Lan", "[Đồng ý]")
    await told(town, "Minh", "nhận 1")
    await told(town, "Lan", "bỏ phần kèm")
    assert "đã xóa phần kèm" in await told(town, "Lan", "có")
    assert "thai sản" not in await told(town, "Minh", "xem 1")
    await told(town, "Lan", "thai sản được bao nhiêu")
    await told(town, "Lan", "kèm câu hỏi")
    await told(town, "Lan", "[Đồng ý]")
    assert len(await town.db.read(lambda tx: extras.of(tx, 1))) == 1
    await told(town, "Lan", "xóa")
    await told(town, "Lan", "có")
    assert await town.db.read(lambda tx: extras.of(tx, 1)) == []


async def test_how_to_begin(town: Stage) -> None:
    await asks(town, "Lan")
    await told(town, "Lan", "[Giờ dễ gọi]")
    await told(town, "Lan", "buổi chiều")
    got = await told(town, "Minh", "mở lời 1")
    assert "Mở lời: “Dạ chào Lan, tôi là Minh, cán bộ xã Mỹ Long. Ngày 23/11/2026 mình có nhắn nhờ gọi lại.”" in got
    assert "Buổi chiều" in got
    assert "Mở lời:" in await told(town, "Minh", "gọi ai")
    assert "Mở lời" not in await told(town, "Lan", "mở lời 1")
