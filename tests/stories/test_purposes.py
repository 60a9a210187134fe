"""Each purpose is agreed to by itself: what was not agreed to is not done, and one may be taken back later."""

from __future__ import annotations

from bot.domain.consents import CALL_BACK, HAND_ON
from bot.domain.people import Role
from bot.store.engine.database import Transaction
from bot.store.people import consents
from bot.store.people.visitors import visit
from tests.store.samples import says
from tests.stories.conftest import MY_LONG, hire
from tests.story import MONDAY, Stage


async def with_a_collector(stage: Stage) -> None:
    """Thu of the post office collects in the same commune."""
    await stage.db.run(lambda tx: hire(tx, stage.address("Thu"), "Thu", Role.COLLECTOR, [MY_LONG]))


async def fill_in(stage: Stage, agreed: str) -> None:
    for said in ("0", agreed, "Lan", "0912345678", "xã Mỹ Long"):
        await stage.say("Lan", said)
        stage.heard("Lan")


def given(tx: Transaction, stage: Stage) -> consents.Given:
    lan = visit(tx, says(stage.address("Lan")), MONDAY, "vi").citizen
    return consents.of_citizen(tx, lan.id)[0]


async def test_only_the_call(stage: Stage) -> None:
    await with_a_collector(stage)
    await fill_in(stage, "chỉ gọi lại")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Thu: việc của tôi
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
        Thu: xem 1
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
        Thu: nhận 1
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện
          thoại: 0912 345 678 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. •
          cán bộ xã gọi lại tư vấn Cô chú sửa hay xóa lúc nào cũng được. [Sửa lại] [Đừng gọi nữa] [Xóa hết] [Về
          đầu]
        Lan: rút đồng ý
        Bot: Dạ, cô chú muốn rút lại điều gì? [Đừng chuyển cho nơi khác] [Đừng gọi nữa] [Ngừng tin] [Ngừng nhắc]
          [Không, cứ để vậy]
    """)
    kept = await stage.db.run(lambda tx: given(tx, stage))
    assert kept.purposes == kept.valid == (CALL_BACK,)


async def test_taken_back_from_a_collector_who_has_it(stage: Stage) -> None:
    await with_a_collector(stage)
    await fill_in(stage, "đồng ý")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Thu hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Thu: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. «Lan's request: đã nhận» Thu đang giữ. –
          09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Thu: đã
          nhận [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]
        Lan hears: «Thu has taken 1»
        Minh hears: (edited) Yêu cầu số 1: Thu đã nhận.
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912
          345 678 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. • cán bộ xã gọi
          lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Cô chú sửa hay xóa lúc nào cũng được. [Sửa lại] [Đừng
          chuyển cho nơi khác] [Đừng gọi nữa] [Xóa hết] [Về đầu]
        Lan: [Đừng chuyển cho nơi khác]
        Bot: Dạ, Loa thôi không chuyển yêu cầu của cô chú cho BHXH cơ sở, bưu điện nữa nha? Cán bộ xã vẫn gọi cô
          chú. [Đúng, đừng chuyển] [Không, cứ để vậy]
        Lan: [Đúng, đừng chuyển]
        Bot: Dạ, xong rồi: yêu cầu của cô chú không chuyển cho nơi khác nữa; cán bộ xã vẫn gọi cô chú. Luật cho
          làm việc này nhiều nhất 15 ngày (Nghị định 356/2025/NĐ-CP, Điều 5); Loa làm ngay. [Về đầu] [Dữ liệu
          của tôi]
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Người dân không muốn chuyển cho nhân viên thu: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Thu hears: (edited) Yêu cầu số 1 đã chuyển cho xã Mỹ Long.
        Thu: xem 1
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
        Minh: xem 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request: mới, chưa ai nhận» – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ –
          09:00 ngày 23/11/2026, Thu: đã nhận – 09:00 ngày 23/11/2026: người dân không muốn chuyển cho nơi khác –
          09:00 ngày 23/11/2026: trả lại [Nhận] [Chuyển]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện
          thoại: 0912 345 678 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. •
          cán bộ xã gọi lại tư vấn • chuyển cho BHXH cơ sở, bưu điện: đã rút lại Cô chú sửa hay xóa lúc nào cũng
          được. [Sửa lại] [Đừng gọi nữa] [Xóa hết] [Về đầu]
    """)
    kept = await stage.db.run(lambda tx: given(tx, stage))
    assert (kept.purposes, kept.valid) == ((CALL_BACK, HAND_ON), (CALL_BACK,))
