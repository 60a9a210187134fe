"""Officers type as they talk: several at once, an outcome in a line, a colleague by name, somebody's number."""

from __future__ import annotations

from bot.domain.people import Role
from tests.stories.conftest import asks, hire
from tests.story import Stage


async def told(stage: Stage, who: str, text: str) -> str:
    """Everything that anybody gets after that line."""
    await stage.say(who, text)
    return "\n".join(stage.heard(who))


async def test_in_short(town: Stage) -> None:
    await asks(town, "Lan")
    assert "Minh đã nhận" in await told(town, "Minh", "em nhận số 1 nhé")
    got = await told(town, "Minh", "1 không nghe máy")
    assert "Đã ghi, cảm ơn." in got
    assert "Lan hears: Dạ, cán bộ Minh đã gọi mà chưa gặp cô chú" in got
    assert "Gọi lại ngày 26/11/2026" in await told(town, "Minh", "hẹn 1 thứ 5")
    assert "Minh: ghi chú (hẹn sau vụ lúa)" in await told(town, "Minh", "ghi chú 1 hẹn sau vụ lúa")
    assert "Phuc hears: Minh giao cho mình" in await told(town, "Minh", "giao 1 cho anh Phúc")
    assert "[Gọi xong số 1]" not in await told(town, "Minh", "1")


async def test_several_at_once(town: Stage) -> None:
    for who, phone in (("Lan", "0912345678"), ("Mai", "0912345679"), ("Ba", "0912345670")):
        await asks(town, who, phone)
    got = await told(town, "Minh", "nhận 1, 2 và 3")
    for who in ("Lan", "Mai", "Ba"):
        assert f"{who} hears:" in got
    assert "Từng yêu cầu một" in await told(town, "Minh", "gọi xong 1, 2")


async def test_what_stays_unclear_is_asked_back_and_never_looked_for_among_answers(town: Stage) -> None:
    await asks(town, "Lan")
    assert "Ý mình là muốn làm gì với yêu cầu số 1?" in await told(town, "Minh", "1 thứ 5")
    assert "Ý mình là yêu cầu số mấy?" in await told(town, "Minh", "giao cho anh Phúc")
    assert "Ý mình là" not in await told(town, "Minh", "mức đóng thấp nhất là bao nhiêu")


async def test_somebody_is_found_only_by_who_may_see_them(town: Stage) -> None:
    await asks(town, "Lan")
    assert "• 1. Lan, xã Mỹ Long" in await told(town, "Minh", "tìm lan")
    assert "• 1. Lan, xã Mỹ Long" in await told(town, "Minh", "0912 345 678")
    assert "Không tìm thấy" in await told(town, "Minh", "tìm 0987 654 321")
    await town.db.run(lambda tx: hire(tx, town.address("Nam"), "Nam", Role.OFFICER, ["29416"]))
    assert "Không tìm thấy" in await told(town, "Nam", "tìm Lan")
    assert "Không tìm thấy" in await told(town, "Nam", "0912345678")


async def test_a_register_cannot_be_copied_by_searching(town: Stage) -> None:
    await asks(town, "Lan")
    for _again in range(60):
        await town.say("Minh", "tìm Lan")
    town.heard("Minh")
    assert "Hôm nay mình tìm nhiều lần rồi." in await told(town, "Minh", "tìm Lan")


async def test_one_day_off(town: Stage) -> None:
    assert "24/11/2026" in await told(town, "Minh", "mai tôi nghỉ")


async def test_citizens_have_no_shorthand(stage: Stage) -> None:
    assert "Ý mình là" not in await told(stage, "Lan", "17 không nghe")
    assert "Không tìm thấy yêu cầu" not in await told(stage, "Lan", "tìm 0912345678")


async def test_what_is_not_theirs_is_refused_before_any_question(town: Stage) -> None:
    await asks(town, "Lan")
    await told(town, "Minh", "nhận 1")
    for said in ("gọi xong 1", "1 không nghe", "hẹn lại 1", "chuyển 1"):
        got = await told(town, "Phuc", said)
        assert "Kết quả" not in got
        assert "đang giữ" in got or "Chỉ ai" in got or "Chỉ người" in got, got
    for said in ("gọi xong 99", "ghi chú 99", "hẹn 99 thứ 5"):
        assert "Không có yêu cầu đó" in await told(town, "Phuc", said)
    assert "Đã ghi, cảm ơn." in await told(town, "Minh", "1 không nghe")
