"""Who is told of a request: one after the other, whoever fits it, has time and is there."""

from __future__ import annotations

from bot.domain.people import Role
from tests.stories.conftest import MY_LONG, asks, fills_in, hire, with_duty
from tests.story import Stage


async def test_one_after_the_other(town: Stage) -> None:
    await with_duty(town, in_turn=True)
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
    """)
    await fills_in(town, "Hanh", "0987654321")
    await town.play("""
        Hanh: có
        Bot: Dạ, cảm ơn Hanh. Yêu cầu mang số 2. Cán bộ xã Mỹ Long sẽ gọi số 0987 654 321, chậm nhất là 17:00
          ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Phuc hears: Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn
          lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        ... 31 minutes
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện
          thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc hears: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện
          thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
    """)


async def test_who_knows_most_of_it_is_told_first(town: Stage) -> None:
    await town.db.run(lambda tx: hire(tx, town.address("Tam"), "Tám", Role.OFFICER, [MY_LONG], ["thai-san"]))
    await town.say("Lan", "Có được hưởng thai sản không?")
    town.heard("Lan")
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: «Lan is thanked» [Kèm câu hỏi]
        Tam hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Đã xem
          về: Thai sản Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        ... 31 minutes
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Đã xem về: Thai sản Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Đã xem về: Thai sản Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Tam hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Tam hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Đã xem về: Thai sản Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
    """)


async def test_what_may_not_be_passed_on_is_no_collectors_however_late(town: Stage) -> None:
    for said in ("0", "[Chỉ gọi lại]", "Lan", "0912345678", "xã Mỹ Long", "có"):
        await town.say("Lan", said)
        town.heard("Lan")
    await town.play("""
        ... 31 minutes
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc: quá hạn
        Bot: Không có gì quá hạn. Cảm ơn mình nhiều.
        ... until 7:31 25/11/2026
        Minh hears: Chào buổi sáng, Minh. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Sau hears: Ở xã Mỹ Long vẫn chưa ai nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
    """)


async def test_whoever_has_her_hands_full_is_spared(town: Stage) -> None:
    await with_duty(town, capacity=1)
    await asks(town, "Lan")
    await town.say("Minh", "nhận 1")
    town.heard("Minh")
    await fills_in(town, "Hanh", "0987654321")
    await town.play("""
        Hanh: có
        Bot: Dạ, cảm ơn Hanh. Yêu cầu mang số 2. Cán bộ xã Mỹ Long sẽ gọi số 0987 654 321, chậm nhất là 17:00
          ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Phuc hears: Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn
          lúc 09:01 ngày 23/11/2026 [Nhận] [Chuyển]
        Phuc: nhận 2
        Bot: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. Yêu cầu số 2: đã nhận Tên: Hanh Số điện
          thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:01 ngày 23/11/2026 Phúc đang giữ. – 09:01 ngày
          23/11/2026: nhắn – 09:01 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026, Phúc: đã nhận [Gọi
          xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]
        Hanh hears: «Phúc has taken 2»
    """)
    await fills_in(town, "Tuan", "0912345670")
    await town.play("""
        Tuan: có
        Bot: Dạ, cảm ơn Tuan. Yêu cầu mang số 3. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 670, chậm nhất là 17:00
          ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Sau hears: Ở xã Mỹ Long lúc này không ai nhận được nên yêu cầu này chuyển tới mình. Yêu cầu số 3: mới,
          chưa ai nhận Tên: Tuan Số điện thoại: 0912 345 670 Nơi ở: xã Mỹ Long Nhắn lúc 09:01 ngày 23/11/2026
          [Nhận] [Chuyển]
    """)


async def test_an_officer_is_away(town: Stage) -> None:
    await asks(town, "Lan")
    await town.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        Phuc hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Minh: nghỉ đến hôm qua
        Bot: Mình nghỉ đến hết ngày nào? Ví dụ: mai, thứ hai, 30/11.
        Minh: 30/11
        Bot: (edited) Yêu cầu số 1: mới, chưa ai nhận Nơi ở: xã Mỹ Long [Nhận]
        Bot: Chúc Minh nghỉ vui. Đến hết ngày 30/11/2026, yêu cầu mới sẽ báo người khác. Đã giao lại cho đồng
          nghiệp vì tới hạn trong lúc nghỉ: yêu cầu số 1. Đi làm sớm hơn thì gõ “đi làm lại”. [Việc của tôi]
        Lan hears: Dạ, người định gọi cô chú về yêu cầu số 1 có việc bận; Loa đang báo người khác gọi thay.
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Minh nghỉ nên yêu cầu này cần người khác: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: «Phúc has taken 1»
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Phuc: xin nghỉ đến hết ngày 26/11
        Bot: (edited) Yêu cầu số 1: mới, chưa ai nhận Nơi ở: xã Mỹ Long [Nhận]
        Bot: Chúc Phúc nghỉ vui. Đến hết ngày 26/11/2026, yêu cầu mới sẽ báo người khác. Đã giao lại cho đồng
          nghiệp vì tới hạn trong lúc nghỉ: yêu cầu số 1. Đi làm sớm hơn thì gõ “đi làm lại”. [Việc của tôi]
        Lan hears: Dạ, người định gọi cô chú về yêu cầu số 1 có việc bận; Loa đang báo người khác gọi thay.
        Minh hears: (edited) Yêu cầu số 1: mới, chưa ai nhận Nơi ở: xã Mỹ Long [Nhận]
        Sau hears: Phúc nghỉ nên yêu cầu này cần người khác: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh: đi làm lại
        Bot: Mừng Minh đi làm lại. Đang có 1 yêu cầu chưa ai nhận. [Việc của tôi]
        Minh: [Việc của tôi]
        Bot: Mình đang giữ 0 yêu cầu; còn 1 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu
          số 1]
    """)


async def test_nobody_of_the_commune_is_on_duty(town: Stage) -> None:
    await town.play("""
        Minh: nghỉ đến 30/11
        Bot: Chúc Minh nghỉ vui. Đến hết ngày 30/11/2026, yêu cầu mới sẽ báo người khác. Đi làm sớm hơn thì gõ
          “đi làm lại”. [Việc của tôi]
        Phuc: nghi den thu nam
        Bot: Chúc Phúc nghỉ vui. Đến hết ngày 26/11/2026, yêu cầu mới sẽ báo người khác. Đi làm sớm hơn thì gõ
          “đi làm lại”. [Việc của tôi]
    """)
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: «Lan is thanked»
        Sau hears: Ở xã Mỹ Long lúc này không ai nhận được nên yêu cầu này chuyển tới mình. Yêu cầu số 1: mới,
          chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026
          [Nhận] [Chuyển]
        Sau: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Sáu đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: «Sáu has taken 1»
    """)
