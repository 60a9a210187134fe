"""No request waits: the ladder by the clock, at night, before a feast, in a group."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Incoming
from bot.domain.people import Role
from tests.stories.conftest import MY_LONG, asks, fills_in, hire, with_duty
from tests.story import Stage


async def test_nobody_answers_all_day(town: Stage) -> None:
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        ... 29 minutes
        ... 2 minutes
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        ... 4 hours
        Sau hears: Ở xã Mỹ Long vẫn chưa ai nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        ... until 7:31 25/11/2026
        Minh hears: Chào buổi sáng, Minh. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Phuc hears: Chào buổi sáng, Phúc. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        ... until 9:05 25/11/2026
        Hoa hears: Ở xã Mỹ Long vẫn chưa ai nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Lan hears: Dạ, Loa xin lỗi: yêu cầu số 1 tới giờ vẫn chưa có người gọi. Loa đã báo lên tỉnh. Cần gấp thì
          cô chú gọi 1900 9068.
        ... 1 hour
        ... until 9:05 26/11/2026
        Hoa hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Hoa hears: Ở xã Mỹ Long vẫn chưa ai nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh hears: Chào buổi sáng, Minh. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Phuc hears: Chào buổi sáng, Phúc. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Minh: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Hoa hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Lan hears: Dạ, có tin vui: cán bộ Minh phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm
          nhất là 17:00 ngày 27/11/2026.
        Phuc hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Sau hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Minh: xem 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request: đã nhận» Minh đang giữ. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán
          bộ – 09:31 ngày 23/11/2026: quá giờ chưa ai nhận hoặc chưa gọi, đã báo cả xã – 13:31 ngày 23/11/2026: đã báo
          phụ trách – 09:05 ngày 25/11/2026: đã báo tỉnh – 09:05 ngày 26/11/2026, Minh: đã nhận [Gọi xong] [Hẹn lại]
          [Chuyển] [Ghi chú]
    """)


async def test_two_take_it_at_once(town: Stage) -> None:
    await asks(town, "Lan")
    await town.say_at_once("Minh: nhận 1 || Phuc: nhận 1")
    heard = town.heard("")
    (won,) = (line.split(" hears: ")[0] for line in heard if "Yêu cầu này là của mình rồi." in line)
    lost, name = ("Phuc", "Minh") if won == "Minh" else ("Minh", "Phúc")
    assert f"{lost} hears: Yêu cầu số 1: {name} đã nhận." in heard
    assert sum("có tin vui" in line for line in heard) == 1


async def test_friday_evening_before_tet(town: Stage) -> None:
    town.now = datetime(2026, 2, 13, 16, 55, tzinfo=VIET_NAM)
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00
          ngày 23/02/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn
          lúc 16:55 ngày 13/02/2026 [Nhận] [Chuyển]
        Phuc hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn
          lúc 16:55 ngày 13/02/2026 [Nhận] [Chuyển]
        ... until 17:30 13/02/2026
        ... until 9:00 14/02/2026
        ... until 9:00 17/02/2026
        ... until 7:26 23/02/2026
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 16:55 ngày 13/02/2026 [Nhận] [Chuyển]
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 16:55 ngày 13/02/2026 [Nhận] [Chuyển]
        ... until 8:56 23/02/2026
        Hoa hears: Tuần qua, tới hết ngày 22/02/2026: 0 lượt đến, 0 câu hỏi, 0 câu được trả lời ngay; 0 lượt đã
          tham gia. Yêu cầu mới: 0. Đang mở: 1, quá hạn: 1. Quá hạn nhiều nhất ở: • xã Mỹ Long: 1 trên 1 [Xem việc
          quá hạn]
        Minh hears: Chào buổi sáng, Minh. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Phuc hears: Chào buổi sáng, Phúc. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Sau hears: Ở xã Mỹ Long vẫn chưa ai nhận: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912
          345 678 Nơi ở: xã Mỹ Long Nhắn lúc 16:55 ngày 13/02/2026 [Nhận] [Chuyển]
        Sau hears: Tuần qua, tới hết ngày 22/02/2026: 0 lượt đến, 0 câu hỏi, 0 câu được trả lời ngay; 0 lượt đã
          tham gia. Yêu cầu mới: 0. Đang mở: 1, quá hạn: 1. Quá hạn nhiều nhất ở: • xã Mỹ Long: 1 trên 1 [Xem việc
          quá hạn]
        Phuc: [Nhận]
        Bot: (edited) Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          16:55 ngày 13/02/2026 Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: Dạ, có tin vui: cán bộ Phúc phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm
          nhất là 17:00 ngày 24/02/2026.
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Sau hears: (edited) Yêu cầu số 1: Phúc đã nhận.
    """)


async def test_at_night_nobody_is_woken(stage: Stage) -> None:
    await with_duty(stage, quiet=(time(21), time(6)))
    stage.now = datetime(2026, 11, 25, 22, 10, tzinfo=VIET_NAM)
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00
          ngày 26/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        ... until 5:59 26/11/2026
        ... until 6:00 26/11/2026
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn
          lúc 22:10 ngày 25/11/2026 [Nhận] [Chuyển]
    """)


async def test_a_group_is_told_again_and_reads_no_numbers(stage: Stage) -> None:
    group = stage.address("Nhom")
    await stage.send(Incoming("open", group, "text", "/nhom", sender="minh", group=True))
    await asks(stage, "Lan")
    stage.now += timedelta(minutes=31)
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    heard = stage.heard("Nhom")
    assert [line for line in heard if line.startswith("Bot")] == [
        "Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.",
        "Bot: Yêu cầu số 1: mới, chưa ai nhận Nơi ở: xã Mỹ Long Ai bấm trước thì nhận; tên và số điện thoại gửi trong "
        "tin nhắn riêng. [Nhận]",
    ]
    await stage.send(Incoming("tap", group, "tap", token=">take:1", sender="minh", group=True))
    assert [line for line in stage.heard("Nhom") if line.startswith("Bot")] == [
        "Bot: (edited) Yêu cầu số 1: Minh đã nhận."
    ]


async def test_where_nothing_can_be_edited_a_short_card_comes(stage: Stage) -> None:
    stage.on_plain.add("Phuc")
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.COLLECTOR, [MY_LONG]))
    await asks(stage, "Lan")
    await stage.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        Phuc hears: Yêu cầu số 1: Minh đã nhận.
        Phuc: việc của tôi
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
    """)
    await asks(stage, "Hanh", "0987654321")
    await stage.play("""
        Phuc: nhận 2
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. Yêu cầu số 2: đã nhận Tên: Hanh Số điện
          thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:01 ngày 23/11/2026 Phúc đang giữ. – 09:01 ngày
          23/11/2026: nhắn – 09:01 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026, Phúc: đã nhận 1. Gọi
          xong 2. Hẹn lại 3. Chuyển 4. Ghi chú 5. Hoàn tác
        Hanh hears: «Phúc has taken 2»
        Minh hears: (edited) Yêu cầu số 2: Phúc đã nhận.
    """)
