"""What is kept about a citizen: seen, corrected, deleted; and the language she is spoken to in."""

from __future__ import annotations

from tests.stories.conftest import asks
from tests.story import Stage


async def test_seen_corrected_and_deleted(stage: Stage) -> None:
    await asks(stage, "Lan")
    await stage.play("""
        Minh: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: «Minh has taken 1»
        Lan: [Dữ liệu của tôi]
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912
          345 678 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. • cán bộ xã gọi
          lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Cô chú sửa hay xóa lúc nào cũng được. [Sửa lại] [Đừng
          chuyển cho nơi khác] [Đừng gọi nữa] [Xóa hết] [Về đầu]
        Lan: Sửa lại
        Bot: Dạ, cô chú muốn sửa gì? [Tên] [Số điện thoại] [Không sửa gì]
        Lan: [Số điện thoại]
        Bot: Dạ, cán bộ gọi số nào được?
        Lan: 0987 654 321
        Bot: Dạ, Loa sửa rồi, cảm ơn cô chú. Luật cho làm việc này nhiều nhất 10 ngày (Nghị định
          356/2025/NĐ-CP, Điều 5); Loa làm ngay. Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0987 654 321
          Nơi ở:
          xã Mỹ Long [Về đầu]
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Người dân vừa sửa thông tin: Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0987 654 321 Nơi
          ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0987
          654 321 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. • cán bộ xã gọi
          lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Cô chú sửa hay xóa lúc nào cũng được. [Sửa lại] [Đừng
          chuyển cho nơi khác] [Đừng gọi nữa] [Xóa hết] [Về đầu]
        Lan: [Sửa lại]
        Bot: Dạ, cô chú muốn sửa gì? [Tên] [Số điện thoại] [Không sửa gì]
        Lan: [Tên]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Ngọc Lan
        Bot: Dạ, Loa sửa rồi, cảm ơn cô chú. Luật cho làm việc này nhiều nhất 10 ngày (Nghị định
          356/2025/NĐ-CP, Điều 5); Loa làm ngay. Yêu cầu số 1: đã nhận Tên: Ngọc Lan Số điện thoại: 0987 654
          321 Nơi
          ở: xã Mỹ Long [Về đầu]
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Người dân vừa sửa thông tin: Yêu cầu số 1: đã nhận Tên: Ngọc Lan Số điện thoại: 0987 654 321
          Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi
          chú]
        Lan: xóa
        Bot: «shall all be erased?»
        Lan: [Không, cứ giữ]
        Bot: Dạ, Loa để y như cũ. [Về đầu]
        Lan: xóa dữ liệu
        Bot: «shall all be erased?»
        Lan: [Có, xóa đi]
        Bot: «all is erased»
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Minh hears: Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa không giữ gì về cô chú, ngoài ngôn ngữ và nơi nhắn tin này để còn trả lời. [Về đầu]
        Minh: xem 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Yêu cầu số 1: người dân rút lại Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 – 09:00 ngày
          23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00
          ngày 23/11/2026: người dân sửa thông tin – 09:01 ngày 23/11/2026: người dân sửa thông tin – 09:01 ngày
          23/11/2026: người dân rút lại
        Minh: việc của tôi
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
    """)


async def test_withdrawn_before_anybody_took_it(stage: Stage) -> None:
    await asks(stage, "Lan")
    await stage.play("""
        Lan: xoa
        Bot: «shall all be erased?»
        Lan: co
        Bot: «all is erased»
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Minh: [Nhận]
        Bot: Yêu cầu số 1 đã xong.
    """)


async def test_a_corrected_number_that_somebody_else_left_tells_nothing_of_it(stage: Stage) -> None:
    await asks(stage, "Tuan", "0987654321")
    await asks(stage, "Lan")
    await stage.play("""
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 2: mới, chưa ai nhận Tên: Lan Số điện
          thoại: 0912 345 678 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. •
          cán bộ xã gọi lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Cô chú sửa hay xóa lúc nào cũng được. [Sửa
          lại] [Đừng chuyển cho nơi khác] [Đừng gọi nữa] [Xóa hết] [Về đầu]
        Lan: [Sửa lại]
        Bot: Dạ, cô chú muốn sửa gì? [Tên] [Số điện thoại] [Không sửa gì]
        Lan: [Số điện thoại]
        Bot: Dạ, cán bộ gọi số nào được?
        Lan: 0987654321
        Bot: Dạ, Loa sửa rồi, cảm ơn cô chú. Luật cho làm việc này nhiều nhất 10 ngày (Nghị định 356/2025/NĐ-CP,
          Điều 5); Loa làm ngay. Yêu cầu số 2: mới, chưa ai nhận Tên: Lan Số điện thoại: 0987 654 321 Nơi ở: xã
          Mỹ Long [Về đầu]
        Minh hears: (edited) Yêu cầu số 2: mới, chưa ai nhận Tên: Lan Số điện thoại: 0987 654 321 Cùng số điện
          thoại với yêu cầu số 1: gọi một lần là được. Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận]
          [Chuyển]
    """)


async def test_another_language(stage: Stage) -> None:
    await stage.play("""
        John: english
        Bot: Dạ, cô chú muốn dùng tiếng nào? [Tiếng Việt] [English]
        John: [English]
        Bot: All right, I speak English from now on. [Menu]
        John: menu
        Bot: What would you like to do? You can also just type a question. [Questions and answers] [Work it out
          for me] [Have somebody call me] [Ask an officer now] [What you keep about me] [English / Tiếng Việt]
        John: Work out what I would pay
        Bot: How is the contribution worked out? In two steps: • Take 22% of the income you chose • Take off the State
          support Example, 3,000,000 dong in the ordinary group, a month: • Contribution: 660,000 dong • Less
          support: 66,000 dong • You pay: 594,000 dong Legal basis: Luật BHXH 41/2024/QH15, Điều 36 khoản 1; Nghị
          định 159/2025/NĐ-CP, Điều 5 khoản 1. In force from 1 July 2025. [Tell me more] [Work out what I would pay]
          [How much do I pay each month?] [Have somebody call me] [Menu] [Useful] [Not right]
        John: 2,000,000
        Bot: How is the contribution worked out? In two steps: • Take 22% of the income you chose • Take off the State
          support Example, 3,000,000 dong in the ordinary group, a month: • Contribution: 660,000 dong • Less
          support: 66,000 dong • You pay: 594,000 dong Legal basis: Luật BHXH 41/2024/QH15, Điều 36 khoản 1; Nghị
          định 159/2025/NĐ-CP, Điều 5 khoản 1. In force from 1 July 2025. [Tell me more] [Work out what I would pay]
          [How much do I pay each month?] [Have somebody call me] [Menu] [Useful] [Not right]
        John: none of these
        Bot: I am not quite sure I understood. Did you mean one of these? [Table of sample contributions] [Is money
          paid ahead refunded?] [What is the hotline?] [Have somebody call me] [Menu]
        John: call me
        Bot: (asking for consent) [I agree to both] [Only call me] [I do not agree]
        John: I agree
        Bot: What should we call you?
        John: John
        Bot: Which number can we call? Type it, for example 0912 345 678.
        John: 0912345678
        Bot: Which commune do you live in? The old name is fine too, for example: xã Mỹ Long, Cầu Ngang.
        John: my long
        Bot: Let me read it back: staff of xã Mỹ Long, tỉnh Vĩnh Long will call John at 0912 345 678. Is that right?
          [Yes, that is right] [It is somebody else's number] [No, leave it] [Correct it]
        John: yes
        Bot: Thank you, John. Your request has number 1. Somebody from xã Mỹ Long calls 0912 345 678, at the
          latest by 17:00, 25 November 2026. You hear from me here as soon as somebody has taken it. [Menu]
          [What you keep about me] [When to call] [Add my questions]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: John Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Đã xem
          về: Tiền đóng Nhắn
          lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Minh: [Nhận]
        Bot: (edited) Yêu cầu số 1: đã nhận Tên: John Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Đã xem về: Tiền
          đóng Nhắn lúc
          09:00 ngày 23/11/2026 Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        John hears: Good news: Minh of xã Mỹ Long has taken your request 1 and calls you at the latest by 17:00,
          25 November 2026.
        John: tiếng việt
        Bot: Which language shall I speak? [Tiếng Việt] [English]
        John: 1
        Bot: Dạ, từ giờ Loa nói tiếng Việt. [Về đầu]
    """)
