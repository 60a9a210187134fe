"""What staff do: join, take, call again, hand over, note; and what the others hear of it."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.messages import Incoming
from bot.domain.people import Role
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Transaction
from bot.store.staff import invitations
from tests.stories.conftest import MY_LONG, asks, fills_in, hire
from tests.story import MONDAY, Stage

TRA_VINH = "29242"


async def test_two_officers_and_one_request(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.COLLECTOR, [MY_LONG]))
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Lan hears: «Phúc has taken 1»
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Minh: [Nhận]
        Bot: Yêu cầu số 1: Phúc đã nhận.
        Minh: kết quả 1
        Bot: «how did call 1 go?»
        Minh: đã tham gia
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Chỉ người đang giữ yêu cầu mới ghi kết quả được. Yêu cầu số 1: Phúc đã nhận.
        Phuc: [Nhận]
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này mình đã nhận rồi. «Lan's request: đã nhận» Phúc đang giữ. – 09:00 ngày 23/11/2026: nhắn –
          09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Phúc: đã nhận [Gọi xong] [Hẹn lại] [Chuyển]
          [Ghi chú]
        Phuc: việc của tôi
        Bot: Mình đang giữ 1 yêu cầu; còn 0 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: đã nhận [Yêu cầu số 1]
        Minh: viec
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
    """)


async def test_handed_over_to_another_commune(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.OFFICER, [TRA_VINH]))
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh: [Chuyển]
        Bot: Chuyển yêu cầu số 1 cho xã, phường nào?
        Minh: phường Trà Vinh
        Bot: Yêu cầu số 1 đã chuyển cho phường Trà Vinh. [Việc của tôi]
        Lan hears: Dạ, yêu cầu số 1 của cô chú đã chuyển cho phường Trà Vinh, nơi đó sẽ gọi cô chú.
        Phuc hears: Minh chuyển qua: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở:
          phường Trà Vinh Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Minh: xem 1
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
        Phuc: [Nhận]
        Bot: (edited) Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: phường Trà Vinh Nhắn lúc
          09:00 ngày 23/11/2026 Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Lan hears: Dạ, có tin vui: cán bộ Phúc phụ trách phường Trà Vinh đã nhận yêu cầu số 1 và sẽ gọi cô chú,
          chậm nhất là 17:00 ngày 25/11/2026.
        Minh hears: (edited) Yêu cầu số 1 đã chuyển cho phường Trà Vinh.
        Phuc: [Chuyển]
        Bot: Chuyển yêu cầu số 1 cho xã, phường nào?
        Phuc: xã mỹ long
        Bot: Yêu cầu số 1 đã chuyển cho xã Mỹ Long. [Việc của tôi]
        Lan hears: Dạ, yêu cầu số 1 của cô chú đã chuyển cho xã Mỹ Long, nơi đó sẽ gọi cô chú.
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Phúc chuyển qua: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
    """)


async def test_called_again_on_the_day_that_was_agreed(stage: Stage) -> None:
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Lan hears: «Minh has taken 1»
        Minh: [Gọi xong]
        Bot: «how did call 1 go?»
        Minh: hẹn ngày khác
        Bot: Ngày nào mình gọi lại? Ví dụ: mai, thứ hai, 25/12.
        Minh: hôm qua
        Bot: Dạ, gõ ngày giúp Loa, ví dụ: 25/12, hoặc ngày mai.
        Minh: hôm nay
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 23/11/2026. «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại ngày
          23/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026,
          Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: sẽ gọi lại [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Lan hears: Dạ, theo hẹn, cán bộ Minh sẽ gọi lại cô chú ngày 23/11/2026.
        Minh: hẹn lại 1
        Bot: Ngày nào mình gọi lại? Ví dụ: mai, thứ hai, 25/12.
        Minh: thứ năm
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 26/11/2026. «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại ngày
          26/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026,
          Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: sẽ gọi lại – 09:01 ngày 23/11/2026, Minh: sẽ gọi lại [Gọi xong]
          [Hẹn lại] [Chuyển] [Ghi chú]
        Lan hears: Dạ, theo hẹn, cán bộ Minh sẽ gọi lại cô chú ngày 26/11/2026.
        Minh: việc của tôi
        Bot: Mình đang giữ 1 yêu cầu; còn 0 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 1]
        Minh: [Yêu cầu số 1]
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại ngày 26/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00
          ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: sẽ gọi
          lại – 09:01 ngày 23/11/2026, Minh: sẽ gọi lại [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Minh: [Gọi xong]
        Bot: «how did call 1 go?»
        Minh: [Không nghe máy]
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: [Không, vậy đủ rồi]
        Bot: (edited) «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại ngày 25/11/2026. [Gọi xong] [Hẹn lại]
          [Chuyển] [Ghi chú]
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 25/11/2026.
        Lan hears: Dạ, cán bộ Minh đã gọi mà chưa gặp cô chú, ngày 25/11/2026 sẽ gọi lại.
    """)


async def test_wrong_number(stage: Stage) -> None:
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        Minh: kết quả 1
        Bot: «how did call 1 go?»
        Minh: sai số
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. «Lan's request: sai số» – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán
          bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: sai số
        Lan hears: Dạ, số điện thoại để lại hình như không đúng. Muốn được gọi, cô chú gõ số 0 và xem kỹ lại số
          nha.
        Minh: kết quả 1
        Bot: «how did call 1 go?»
        Minh: 1
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Chỉ người đang giữ yêu cầu mới ghi kết quả được. «Lan's request: sai số» – 09:00 ngày 23/11/2026: nhắn –
          09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh:
          sai số
    """)


async def test_notes(stage: Stage) -> None:
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Lan hears: «Minh has taken 1»
        Minh: [Ghi chú]
        Bot: Gõ ghi chú giúp Loa.
        Minh: gọi buổi chiều, mấy giờ cũng được?
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request: đã nhận» Minh đang giữ. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán
          bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: ghi chú (gọi buổi chiều, mấy giờ
          cũng được?) [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Minh: ghi chú 7
        Bot: Gõ ghi chú giúp Loa.
        Minh: chiều
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
        Minh: /canbo
        Bot: • Yêu cầu mới tự tới đây. Bấm “Nhận” để nhận; ai bấm trước thì được. • Gọi xong: bấm “Gọi xong”,
          hoặc gõ “gọi xong 17”. Người dân hẹn ngày khác: bấm “Hẹn lại”. • Không nghe máy: Loa dời sang ngày làm
          việc kế tiếp; gọi đủ ba ngày không gặp thì khép lại. • Gõ “việc của tôi”, “hôm nay”, “quá hạn” để xem
          danh sách; “xem 17” để xem một yêu cầu. • Gõ “chuyển 17” để chuyển cho xã khác, “trả lại 17” để đồng
          nghiệp nhận; “ghi chú 17” để ghi thêm. • “giao 17” để giao cho một đồng nghiệp. • Nghỉ: “nghỉ đến
          30/11”, “nghỉ từ 1/12 đến 5/12”; đi làm sớm hơn: “đi làm lại”. • “lịch trực”: hôm nay và mấy ngày tới
          ai trực. • Câu hỏi trực tiếp tới kèm nút “Trả lời”: bấm vào, rồi gõ gì là gửi thẳng tới người dân;
          xong thì gõ “kết thúc”. • Gõ “bảng” để nhận đường dẫn vào bảng việc: danh sách, số liệu, tải Excel
          trên màn hình lớn hơn. • Người dân được báo là mình đã nhận, và chậm nhất khi nào mình gọi. [Việc của
          tôi]
    """)


async def test_joining_with_a_code(stage: Stage) -> None:
    await stage.db.run(lambda tx: invite(tx, "ABCD-2345", "Phúc", [TRA_VINH]))
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: phường trà vinh
        Bot: Dạ, cô chú bấm một nút, hoặc gõ số thứ tự của nút. [Có, đúng rồi] [Số của người khác] [Không, thôi]
        Phuc: /join
        Bot: Gõ mã mời giúp Loa.
        Phuc: SAI-MA
        Bot: Mã này không đúng hoặc đã dùng rồi. Xin hỏi người mời để lấy mã mới.
        Phuc: mã mời abcd2345
        Bot: Chào Phúc. Mình vào với vai trò cán bộ xã, phụ trách phường Trà Vinh. Có yêu cầu mới là Loa báo ở đây.
          [Việc của tôi] [Hướng dẫn cán bộ]
        Phuc: menu
        Bot: Chào Phúc. Mình làm gì tiếp ạ? [Việc của tôi] [Hướng dẫn cán bộ] [Hỏi đáp theo chủ đề]
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
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Lan hears: «Phúc has taken 1»
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
    """)


async def test_an_officer_asks_what_citizens_ask(stage: Stage) -> None:
    await stage.play("""
        Minh: menu
        Bot: Chào Minh. Mình làm gì tiếp ạ? [Việc của tôi] [Hướng dẫn cán bộ] [Hỏi đáp theo chủ đề] [Tính toán,
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


async def in_the_group(stage: Stage, who: str, said: str = "", token: str = "") -> list[str]:
    """What everybody gets when that person writes or taps in the staff's group."""
    kind = "tap" if token else "text"
    number = f"group{who}{said}{token}"
    await stage.send(Incoming(number, stage.address("Nhom"), kind, said, token=token, sender=who, group=True))
    return stage.heard("Nhom")


async def test_a_group_reads_no_names_and_whoever_taps_gets_the_rest_in_private(stage: Stage) -> None:
    assert await in_the_group(stage, "lan", "/nhom") == [
        "Bot: Chỉ cán bộ phụ trách xã làm được việc này. Mời nhắn riêng cho Loa để vào danh sách trước."
    ]
    assert await in_the_group(stage, "minh", "/nhom@LoaBot") == [
        "Bot: Từ giờ yêu cầu mới của xã Mỹ Long sẽ báo trong nhóm này."
    ]
    assert await in_the_group(stage, "minh", "mọi người ăn cơm chưa") == []
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Nhom hears: Yêu cầu số 1: mới, chưa ai nhận Nơi ở: xã Mỹ Long Ai bấm trước thì nhận; tên và số điện thoại gửi
          trong tin nhắn riêng. [Nhận]
    """)
    assert await in_the_group(stage, "lan", token=">take:1") == [
        "Bot: Chỉ cán bộ đã vào danh sách bằng tin nhắn riêng mới nhận được yêu cầu."
    ]
    group, citizen, card, officer = await in_the_group(stage, "minh", token=">take:1")
    assert group == "Bot: (edited) Yêu cầu số 1: Minh đã nhận."
    assert citizen.startswith("Lan hears: Dạ, có tin vui: cán bộ Minh phụ trách xã Mỹ Long đã nhận yêu cầu số 1")
    assert card.startswith("Minh hears: (edited) Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345 678")
    assert officer == "Minh hears: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”."


async def test_staff_who_have_blocked_us_are_no_staff(stage: Stage) -> None:
    await stage.send(Incoming("gone", stage.address("Minh"), "blocked", sender="minh"))
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: đúng
        Bot: «Lan is thanked»
        Hoa hears: Ở xã Mỹ Long chưa có cán bộ dùng Loa nên yêu cầu này chuyển tới mình. Yêu cầu số 1: mới, chưa
          ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận]
          [Chuyển]
    """)


async def test_citizens_hear_nothing_while_they_block_us(stage: Stage) -> None:
    await asks(stage, "Lan")
    await stage.send(Incoming("gone", stage.address("Lan"), "blocked", sender="lan"))
    await stage.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
    """)
    await stage.send(Incoming("back", stage.address("Lan"), "unblocked", sender="lan"))
    await stage.play("""
        Minh: chuyển 1
        Bot: Chuyển yêu cầu số 1 cho xã, phường nào?
        Minh: phường Trà Vinh
        Bot: Yêu cầu số 1 đã chuyển cho phường Trà Vinh. [Việc của tôi]
        Hoa hears: Minh chuyển qua: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở:
          phường Trà Vinh Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Lan hears: Dạ, yêu cầu số 1 của cô chú đã chuyển cho phường Trà Vinh, nơi đó sẽ gọi cô chú.
    """)


def invite(tx: Transaction, code: str, name: str, communes: list[str]) -> None:
    invitations.invite(tx, code_hash(code), name, Role.OFFICER, communes, MONDAY + timedelta(days=1), MONDAY)
