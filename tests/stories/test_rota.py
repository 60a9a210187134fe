"""Whose turn of duty it is, as the office has written it down, and absences that are planned."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.people import Role
from bot.domain.rota import Rota
from tests.stories.conftest import MY_LONG, asks, fills_in, hire, with_duty
from tests.story import Stage


@pytest.fixture
async def town(stage: Stage) -> Stage:
    """Minh has Wednesdays and Fridays, Phúc Thursdays; Sáu supervises them and is named nowhere."""
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.OFFICER, [MY_LONG]))
    await stage.db.run(lambda tx: hire(tx, stage.address("Sau"), "Sáu", Role.SUPERVISOR, [MY_LONG]))
    rota = Rota(((2, ("minh",)), (3, ("PHÚC",)), (4, ("Minh",))), ((date(2026, 11, 27), ("Minh", "Phúc")),))
    await with_duty(stage, rota=rota)
    return stage


async def test_told_is_whoever_is_on_duty(town: Stage) -> None:
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: «Lan is thanked»
        Sau hears: Ở xã Mỹ Long lúc này không ai nhận được nên yêu cầu này chuyển tới mình. Yêu cầu số 1: mới,
          chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026
          [Nhận] [Chuyển]
        Minh: lịch trực
        Bot: Xã Mỹ Long • 23/11/2026: chưa có ai trực, yêu cầu chuyển lên phụ trách • 25/11/2026: Minh •
          26/11/2026: Phúc • 27/11/2026: Minh, Phúc • 30/11/2026: chưa có ai trực, yêu cầu chuyển lên phụ trách
          [Việc của tôi]
        ... until 8:00 25/11/2026
        Sau hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Sau hears: Ở xã Mỹ Long vẫn chưa ai nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
    """)
    await fills_in(town, "Hanh", "0987654321")
    await town.play("""
        Hanh: có
        Bot: Dạ, cảm ơn Hanh. Yêu cầu mang số 2. Cán bộ xã Mỹ Long sẽ gọi số 0987 654 321, chậm nhất là 17:00
          ngày 26/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn
          lúc 08:00 ngày 25/11/2026 [Nhận] [Chuyển]
        ... until 19:00 26/11/2026
        Hanh hears: Dạ, Loa xin lỗi: yêu cầu số 2 tới giờ vẫn chưa có người gọi. Loa đã báo lên tỉnh. Cần gấp
          thì cô chú gọi 1900 9068.
        Hoa hears: Ở xã Mỹ Long vẫn chưa ai nhận: Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện thoại: 0987
          654 321 Nơi ở: xã Mỹ Long Nhắn lúc 08:00 ngày 25/11/2026 [Nhận] [Chuyển]
        Hoa hears: Ở xã Mỹ Long vẫn chưa ai nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Lan hears: Dạ, Loa xin lỗi: yêu cầu số 1 tới giờ vẫn chưa có người gọi. Loa đã báo lên tỉnh. Cần gấp thì
          cô chú gọi 1900 9068.
        Minh hears: Chào buổi sáng, Minh. Chưa ai nhận: 2 1. Lan, xã Mỹ Long: mới, chưa ai nhận 2. Hanh, xã Mỹ
          Long: mới, chưa ai nhận [Yêu cầu số 1] [Yêu cầu số 2] [Việc của tôi]
        Phuc hears: Chào buổi sáng, Phúc. Chưa ai nhận: 2 1. Lan, xã Mỹ Long: mới, chưa ai nhận 2. Hanh, xã Mỹ
          Long: mới, chưa ai nhận [Yêu cầu số 1] [Yêu cầu số 2] [Việc của tôi]
    """)
    await fills_in(town, "Thu", "0987654322")
    await town.play("""
        Thu: có
        Bot: Dạ, cảm ơn Thu. Yêu cầu mang số 3. Cán bộ xã Mỹ Long sẽ gọi số 0987 654 322, chậm nhất là 17:00
          ngày 27/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: Yêu cầu số 3: mới, chưa ai nhận Tên: Thu Số điện thoại: 0987 654 322 Nơi ở: xã Mỹ Long Nhắn
          lúc 19:00 ngày 26/11/2026 [Nhận] [Chuyển]
        Phuc hears: Yêu cầu số 3: mới, chưa ai nhận Tên: Thu Số điện thoại: 0987 654 322 Nơi ở: xã Mỹ Long Nhắn
          lúc 19:00 ngày 26/11/2026 [Nhận] [Chuyển]
    """)


async def test_an_absence_that_is_planned(town: Stage) -> None:
    town.now = town.now.replace(day=25)
    await asks(town, "Lan")
    await town.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. Yêu cầu số 1: đã nhận Tên: Lan Số điện
          thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 25/11/2026 Minh đang giữ. – 09:00 ngày
          25/11/2026: nhắn – 09:00 ngày 25/11/2026: đã báo cán bộ – 09:00 ngày 25/11/2026, Minh: đã nhận [Gọi
          xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]
        Lan hears: Dạ, có tin vui: cán bộ Minh phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm
          nhất là 17:00 ngày 26/11/2026.
        Minh: nghỉ từ 26/11 đến 30/11
        Bot: Chúc Minh nghỉ vui. Từ ngày 26/11/2026 đến hết ngày 30/11/2026, yêu cầu mới chuyển cho người khác.
          Đi làm sớm hơn thì gõ “đi làm lại”. [Việc của tôi]
        Minh: lịch trực
        Bot: Xã Mỹ Long • Hôm nay: Minh • 26/11/2026: Phúc • 27/11/2026: Phúc • 30/11/2026: chưa có ai trực, yêu
          cầu chuyển lên phụ trách • 01/12/2026: chưa có ai trực, yêu cầu chuyển lên phụ trách Minh nghỉ từ ngày
          26/11/2026 đến hết ngày 30/11/2026. [Việc của tôi]
        ... until 9:05 26/11/2026
        Lan hears: Dạ, người định gọi cô chú về yêu cầu số 1 có việc bận; Loa đang báo người khác gọi thay.
        Minh hears: (edited) Yêu cầu số 1: mới, chưa ai nhận Nơi ở: xã Mỹ Long [Nhận]
        Phuc hears: Minh nghỉ nên yêu cầu này cần người khác: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện
          thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 25/11/2026 [Nhận] [Chuyển]
        Minh: đi làm lại
        Bot: Mừng Minh đi làm lại. Đang có 1 yêu cầu chưa ai nhận. [Việc của tôi]
        Hoa: lịch trực
        Bot: Xã Mỹ Long • Hôm nay: Phúc • 27/11/2026: Minh, Phúc • 30/11/2026: chưa có ai trực, yêu cầu chuyển
          lên phụ trách • 01/12/2026: chưa có ai trực, yêu cầu chuyển lên phụ trách • 02/12/2026: Minh [Việc của
          tôi]
    """)
