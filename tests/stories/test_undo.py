"""A slip is not final: for ten minutes it can be undone, and for two of them the citizen has not heard of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.store.leads import queries as leads
from bot.store.staff import audit
from tests.stories.conftest import MY_LONG, asks, hire
from tests.story import Stage

CAI_NGANG = "29728"


@pytest.fixture
async def slow(town: Stage) -> Stage:
    """Messages that wait for a slip come in their own time."""
    town.patience = timedelta(0)
    await asks(town, "Lan")
    return town


async def told(stage: Stage, who: str, text: str) -> str:
    """Everything that anybody gets after that line."""
    await stage.say(who, text)
    return "\n".join(stage.heard(who))


async def later(stage: Stage, **passed: float) -> str:
    stage.now += timedelta(**passed)
    await stage.settle()
    return "\n".join(stage.heard(""))


async def test_the_citizen_does_not_hear_of_a_slip(slow: Stage) -> None:
    await slow.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Phuc hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Minh: [Hoàn tác]
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Minh đã hoàn tác, nên yêu cầu này lại chờ người nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Bot: Đã hoàn tác: yêu cầu số 1 trở lại như trước. [Việc của tôi]
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Minh đã hoàn tác, nên yêu cầu này lại chờ người nhận: «Lan's request: mới, chưa ai nhận» [Nhận]
          [Chuyển]
        ... 3 minutes
        Minh: hoàn tác 1
        Bot: Không có gì để hoàn tác: việc đó đã hoàn tác rồi, hoặc sau đó đã có bước khác. [Việc của tôi]
        Phuc: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. «Lan's request: đã nhận» Phúc đang giữ. –
          09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Minh: đã nhận
          (đã hoàn tác) – 09:00 ngày 23/11/2026, Minh: hoàn tác bước trước –
          09:03 ngày 23/11/2026, Phúc: đã nhận [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        ... 2 minutes
        Lan hears: «Phúc has taken 1»
    """)


async def test_what_the_citizen_has_heard_already_is_taken_back_in_words(slow: Stage) -> None:
    await told(slow, "Minh", "nhận 1")
    await later(slow, minutes=3)
    got = await told(slow, "Minh", "1 sai số")
    assert "Lan hears" not in got
    assert "số điện thoại để lại hình như không đúng" in await later(slow, minutes=3)
    got = await told(slow, "Minh", "bấm nhầm")
    assert "Lan hears: Dạ, Loa xin lỗi: tin vừa rồi về yêu cầu số 1 là do cán bộ bấm nhầm" in got
    assert "Yêu cầu số 1: đã nhận" in got
    assert "Minh đang giữ" in got


async def test_an_end_is_undone_and_the_day_of_the_try_no_longer_counts(slow: Stage) -> None:
    await told(slow, "Minh", "nhận 1")
    await told(slow, "Minh", "1 không nghe máy")
    await told(slow, "Minh", "hoàn tác 1")
    assert await slow.db.read(lambda tx: leads.missed(tx, 1)) == frozenset()
    got = await told(slow, "Minh", "1 đã tham gia")
    assert "[Mở lại] [Ghi chú] [Hoàn tác]" in got
    assert "chúc mừng" not in await told(slow, "Minh", "[Hoàn tác]") + await later(slow, minutes=5)


async def test_after_ten_minutes_it_is_too_late(slow: Stage) -> None:
    await told(slow, "Minh", "nhận 1")
    await later(slow, minutes=11)
    for said in ("hoàn tác 1", "[Hoàn tác]", "hoàn tác"):
        assert "Đã quá mười phút nên không hoàn tác được nữa." in await told(slow, "Minh", said), said
    assert "Phúc" not in await told(slow, "Phuc", "hoàn tác")


async def test_a_colleague_undoes_only_what_they_did_and_who_is_in_charge_all(slow: Stage) -> None:
    await told(slow, "Minh", "nhận 1")
    assert "Việc đó đồng nghiệp làm" in await told(slow, "Phuc", "hoàn tác 1")
    got = await told(slow, "Sau", "hoàn tác 1")
    assert "Đã hoàn tác: yêu cầu số 1" in got
    assert "Minh hears: Sáu đã hoàn tác việc vừa làm với yêu cầu số 1" in got
    assert "Lan hears" not in got + await later(slow, minutes=5)
    looks = await slow.db.read(lambda tx: audit.entries(tx, 50, 0, lead=1))
    assert ("Sáu", "undo") in {(one.staff, one.page) for one in looks}


async def test_nothing_of_a_strangers_is_told(slow: Stage) -> None:
    await slow.db.run(lambda tx: hire(tx, slow.address("Nam"), "Nam", Role.OFFICER, ["29416"]))
    await told(slow, "Minh", "nhận 1")
    assert "Không có yêu cầu đó" in await told(slow, "Nam", "hoàn tác 1")


async def test_after_somebody_else_went_on_nothing_is_undone(slow: Stage) -> None:
    await slow.db.run(lambda tx: hire(tx, slow.address("Tu"), "Tư", Role.OFFICER, [CAI_NGANG]))
    await told(slow, "Minh", "nhận 1")
    await told(slow, "Minh", "giao 1 cho Phúc")
    assert "Đã hoàn tác" in await told(slow, "Minh", "hoàn tác")
    await told(slow, "Minh", "giao 1 cho Phúc")
    await told(slow, "Phuc", "1 sẽ tham gia")
    assert "Việc đó đồng nghiệp làm" in await told(slow, "Minh", "hoàn tác 1")
    assert "Không có gì để hoàn tác" in await told(slow, "Minh", "[Hoàn tác]")
    assert "hoàn tác việc vừa làm" not in await later(slow, minutes=5)


async def test_handing_over_is_undone_from_another_commune(slow: Stage) -> None:
    await slow.db.run(lambda tx: hire(tx, slow.address("Tu"), "Tư", Role.OFFICER, [CAI_NGANG]))
    await told(slow, "Minh", "nhận 1")
    await told(slow, "Minh", "chuyển 1")
    assert "Tu hears: Minh chuyển" in await told(slow, "Minh", "Cái Ngang")
    got = await told(slow, "Minh", "hoàn tác")
    assert "Yêu cầu số 1: đã nhận" in got
    assert "Minh đang giữ" in got
    assert "Tu hears: (edited) Yêu cầu số 1 đã chuyển cho xã Mỹ Long" in got
    assert "Không có yêu cầu đó" in await told(slow, "Tu", "xem 1")


async def test_what_came_together_goes_back_together(slow: Stage) -> None:
    await asks(slow, "Mai")
    await told(slow, "Minh", "nhận 1")
    got = await told(slow, "Minh", "hoàn tác")
    assert "Đã hoàn tác: yêu cầu số 1" in got
    assert "Đã hoàn tác: yêu cầu số 2" in got
    assert "Lan hears" not in got + await later(slow, minutes=5)


async def test_erased_is_erased(slow: Stage) -> None:
    await told(slow, "Minh", "nhận 1")
    await told(slow, "Lan", "xóa")
    await told(slow, "Lan", "có")
    assert "Không có gì để hoàn tác" in await told(slow, "Minh", "hoàn tác 1")
    assert "0912 345 678" not in await told(slow, "Minh", "xem 1")


async def test_killed_in_between_it_can_still_be_undone(slow: Stage) -> None:
    await told(slow, "Minh", "nhận 1")
    await slow.restart()
    await told(slow, "Minh", "[Hoàn tác]")
    await slow.restart()
    assert "Lan hears" not in await later(slow, minutes=3)


async def test_an_ended_request_is_noted_on_and_opened_again_for_a_reason(slow: Stage) -> None:
    await told(slow, "Minh", "nhận 1")
    await told(slow, "Minh", "1 không quan tâm")
    await later(slow, minutes=30)
    assert "Minh: ghi chú (có hỏi lại vợ)" in await told(slow, "Minh", "ghi chú 1 có hỏi lại vợ")
    assert "Chỉ người đã giữ yêu cầu" in await told(slow, "Phuc", "mở lại 1")
    assert "Vì sao mở lại yêu cầu số 1?" in await told(slow, "Minh", "[Mở lại]")
    got = await told(slow, "Minh", "cô đổi ý, muốn nghe thêm")
    assert "Yêu cầu số 1 đã mở lại và là của mình." in got
    assert "Minh: mở lại (cô đổi ý, muốn nghe thêm)" in got
    assert "Lan hears: Dạ, cán bộ Minh phụ trách xã Mỹ Long đã mở lại yêu cầu số 1" in await later(slow, minutes=3)
    assert "vẫn đang mở" in await told(slow, "Minh", "mở lại 1 bấm nhầm")


async def test_what_the_citizen_has_withdrawn_stays_so(slow: Stage) -> None:
    await told(slow, "Minh", "nhận 1")
    await told(slow, "Minh", "1 không quan tâm")
    await told(slow, "Lan", "xóa")
    await told(slow, "Lan", "có")
    for said in ("mở lại 1 nhầm", "ghi chú 1 còn nhà"):
        assert "Yêu cầu số 1 đã xong" in await told(slow, "Minh", said), said


async def test_without_buttons_it_is_typed(slow: Stage) -> None:
    slow.on_plain.add("Ba")
    await slow.db.run(lambda tx: hire(tx, slow.address("Ba"), "Ba", Role.OFFICER, [MY_LONG]))
    assert "5. Hoàn tác" in await told(slow, "Ba", "nhận 1")
    assert "Đã hoàn tác: yêu cầu số 1" in await told(slow, "Ba", "hoàn tác 1")
