"""Who is staff: joining with a code, what newcomers see, and what is for nobody else."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.messages import Incoming
from bot.domain.people import Role
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Transaction
from bot.store.staff import invitations
from tests.stories.conftest import MY_LONG, asks, fills_in
from tests.story import MONDAY, Stage

TRA_VINH = "29242"


async def test_joining_with_a_code(stage: Stage) -> None:
    await stage.db.run(lambda tx: invite(tx, "ABCD-2345", "Phúc", [TRA_VINH]))
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: phường trà vinh
        Bot: Dạ, Loa sửa lại rồi: phường Trà Vinh
        Bot: Dạ, Loa đọc lại: cán bộ phường Trà Vinh, tỉnh Vĩnh Long sẽ gọi Lan theo số 0912 345 678. Đúng chưa ạ?
          [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Phuc: /join
        Bot: Gõ mã mời giúp Loa.
        Phuc: SAI-MA
        Bot: Mã này không đúng hoặc đã dùng rồi. Xin hỏi người mời để lấy mã mới.
        Phuc: mã mời abcd2345
        Bot: Chào Phúc. Mình vào với vai trò cán bộ xã, phụ trách phường Trà Vinh. Có yêu cầu mới là Loa báo ở đây.
          [Việc của tôi] [Hướng dẫn cán bộ]
        Phuc: menu
        Bot: Chào Phúc. Mình làm gì tiếp ạ? [Việc của tôi] [Gọi ai bây giờ] [Hướng dẫn cán bộ] [Hỏi đáp theo chủ đề]
          [Tính toán, xem điều kiện]
        Tuan: /start j-ABCD-2345
        Bot: Mã này không đúng hoặc đã dùng rồi. Xin hỏi người mời để lấy mã mới.
    """)


async def test_a_request_that_waits_is_shown_to_whoever_joins(stage: Stage) -> None:
    await stage.db.run(lambda tx: invite(tx, "ABCD-2345", "Phúc", [MY_LONG]))
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc: /start j-ABCD-2345
        Bot: Chào Phúc. Mình vào với vai trò cán bộ xã, phụ trách xã Mỹ Long. Có yêu cầu mới là Loa báo ở đây.
          [Việc của tôi] [Hướng dẫn cán bộ]
        Bot: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: «Phúc has taken 1»
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
    """)


async def test_an_officer_asks_what_citizens_ask(stage: Stage) -> None:
    await stage.play("""
        Minh: menu
        Bot: Chào Minh. Mình làm gì tiếp ạ? [Việc của tôi] [Gọi ai bây giờ] [Hướng dẫn cán bộ] [Hỏi đáp theo chủ
          đề] [Tính toán,
          xem điều kiện]
        Minh: Mức đóng cao nhất là bao nhiêu?
        Bot: (muc-dong-toi-da) [Xem thêm] [Tính mức đóng] [Mức đóng thấp nhất là bao nhiêu?] [Nhờ cán bộ gọi]
          [Về đầu] [Có ích] [Chưa đúng]
        Minh: việc của tôi
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
        Minh: nhận 99
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
    """)


async def test_what_is_for_staff_is_for_nobody_else(stage: Stage) -> None:
    await asks(stage, "Lan")
    for number, token in enumerate((">take:1", ">outcome:1", ">hand:1", ">note:1", ">work", ">lead:1")):
        await stage.send(Incoming(f"forged{number}", stage.address("Lan"), "tap", token=token, sender="lan"))
        assert [line for line in stage.heard("Lan") if "0912" in line or "Tên" in line] == []


async def test_staff_who_have_blocked_us_are_no_staff(stage: Stage) -> None:
    await stage.send(Incoming("gone", stage.address("Minh"), "blocked", sender="minh"))
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: đúng
        Bot: «Lan is thanked»
        Hoa hears: Ở xã Mỹ Long lúc này không ai nhận được nên yêu cầu này chuyển tới mình. Yêu cầu số 1: mới, chưa
          ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận]
          [Chuyển]
    """)


def invite(tx: Transaction, code: str, name: str, communes: list[str]) -> None:
    invitations.invite(tx, code_hash(code), name, Role.OFFICER, communes, MONDAY + timedelta(days=1), MONDAY)
