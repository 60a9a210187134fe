"""Much at once comes as one message: bursts, lists, the morning's and the week's."""

from __future__ import annotations

import re
from datetime import timedelta

from prometheus_client import REGISTRY, generate_latest

from tests.stories.conftest import asks
from tests.story import Stage


async def test_a_burst_is_gathered(stage: Stage) -> None:
    for number in range(5):
        await asks(stage, f"Lan{'abcde'[number]}", f"091234567{number}")
    await stage.play("""
        ... 9 minutes
        Minh hears: Có 5 yêu cầu mới đang đợi: 1. Lana, xã Mỹ Long: mới, chưa ai nhận 2. Lanb, xã Mỹ Long: mới,
          chưa ai nhận 3. Lanc, xã Mỹ Long: mới, chưa ai nhận 4. Land, xã Mỹ Long: mới, chưa ai nhận 5. Lane, xã
          Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1] [Yêu cầu số 2] [Yêu cầu số 3] [Yêu cầu số 4] [Yêu cầu số 5]
        ... 2 minutes
        Minh: [Yêu cầu số 5]
        Bot: Yêu cầu số 5: mới, chưa ai nhận Tên: Lane Số điện thoại: 0912 345 674 Nơi ở: xã Mỹ Long Nhắn lúc
          09:02 ngày 23/11/2026 – 09:02 ngày 23/11/2026: nhắn – 09:11 ngày 23/11/2026: đã báo cán bộ [Nhận]
          [Chuyển]
        Minh: [Nhận]
        Bot: (edited) Yêu cầu số 5: đã nhận Tên: Lane Số điện thoại: 0912 345 674 Nơi ở: xã Mỹ Long Nhắn lúc
          09:02 ngày 23/11/2026 Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lane hears: «Minh has taken 5»
    """)


async def test_many_that_wait_come_as_one_list(stage: Stage) -> None:
    for number in range(5):
        await asks(stage, f"Lan{'abcde'[number]}", f"091234567{number}")
        stage.now += timedelta(minutes=4)
    await stage.play("""
        ... 6 minutes
        Minh hears: Có 5 yêu cầu mới đang đợi: 1. Lana, xã Mỹ Long: mới, chưa ai nhận 2. Lanb, xã Mỹ Long: mới,
          chưa ai nhận 3. Lanc, xã Mỹ Long: mới, chưa ai nhận 4. Land, xã Mỹ Long: mới, chưa ai nhận 5. Lane, xã
          Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1] [Yêu cầu số 2] [Yêu cầu số 3] [Yêu cầu số 4] [Yêu cầu số 5]
        ... until 10:00 23/11/2026
        Minh hears: 5 yêu cầu đợi đã lâu: 1. Lana, xã Mỹ Long: mới, chưa ai nhận 2. Lanb, xã Mỹ Long: mới, chưa
          ai nhận 3. Lanc, xã Mỹ Long: mới, chưa ai nhận 4. Land, xã Mỹ Long: mới, chưa ai nhận 5. Lane, xã Mỹ
          Long: mới, chưa ai nhận [Yêu cầu số 1] [Yêu cầu số 2] [Yêu cầu số 3] [Yêu cầu số 4] [Yêu cầu số 5]
    """)


async def test_the_morning_and_the_week(town: Stage) -> None:
    await asks(town, "Lan")
    await asks(town, "Hanh", "0987654321")
    await town.play("""
        ... 1 minute
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:02»
        Lan hears: «Minh has taken 1»
        Phuc hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: đã tham gia
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. «Lan's request: đã tham gia» – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026:
          đã báo cán bộ – 09:02 ngày 23/11/2026, Minh: đã nhận – 09:02 ngày 23/11/2026, Minh: đã tham gia [Mở
          lại] [Ghi chú] [Hoàn tác]
        Lan hears: Dạ, chúc mừng cô chú đã tham gia bảo hiểm xã hội tự nguyện. Có gì chưa rõ cứ hỏi Loa nha.
          [Nhắc tôi đóng]
        Phuc hears: (edited) Yêu cầu số 1: đã tham gia
        Minh: nhận 2
        Bot: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. Yêu cầu số 2: đã nhận Tên: Hanh Số điện
          thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. – 09:00 ngày
          23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:02 ngày 23/11/2026, Minh: đã nhận [Gọi
          xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]
        Hanh hears: «Minh has taken 2»
        Phuc hears: (edited) Yêu cầu số 2: Minh đã nhận.
        Minh: hẹn lại 2
        Bot: Ngày nào mình gọi lại? Ví dụ: mai, thứ hai, 25/12.
        Minh: 27/11
        Bot: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 27/11/2026. Yêu cầu số 2: sẽ gọi lại Tên: Hanh Số điện thoại:
          0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. Gọi lại ngày 27/11/2026.
          – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:02 ngày 23/11/2026, Minh: đã
          nhận – 09:02 ngày 23/11/2026, Minh: sẽ gọi lại [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]
        Hanh hears: Dạ, theo hẹn, cán bộ Minh sẽ gọi lại cô chú ngày 27/11/2026.
        Phuc hears: (edited) Yêu cầu số 2: Minh đã nhận.
        ... until 7:31 25/11/2026
        ... until 7:31 27/11/2026
        ... until 7:31 30/11/2026
        Hoa hears: Tuần qua, tới hết ngày 29/11/2026: 2 lượt đến, 0 câu hỏi, 0 câu được trả lời ngay; 1
          lượt đã tham gia. Yêu cầu mới: 2. Đang mở: 1, quá hạn: 1. Từ lúc nhắn tới
          lúc báo cán bộ: một nửa trong vòng 0 phút, chín phần mười trong vòng 0 phút. Từ lúc nhắn tới lúc có
          người nhận: một nửa trong vòng 1 phút, chín phần mười trong vòng 2 phút. Từ lúc nhắn tới lúc gọi: một
          nửa trong vòng 2 phút, chín phần mười trong vòng 2 phút. Quá hạn nhiều nhất ở: • xã Mỹ Long: 1 trên 1
          [Xem việc quá hạn]
        Minh hears: Chào buổi sáng, Minh. Quá hạn: 1 2. Hanh, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 2] [Việc của
          tôi]
        Phuc hears: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Phuc hears: Minh ở xã Mỹ Long vẫn chưa gọi; ai gọi được thì nhận thay giúp: Yêu cầu số 2: Minh đã nhận.
          [Nhận thay]
        Sau hears: Tuần qua, tới hết ngày 29/11/2026: 0 lượt đến, 0 câu hỏi, 0 câu được trả lời ngay; 1
          lượt đã tham gia. Yêu cầu mới: 2. Đang mở: 1, quá hạn: 1. Từ lúc nhắn tới
          lúc báo cán bộ: một nửa trong vòng 0 phút, chín phần mười trong vòng 0 phút. Từ lúc nhắn tới lúc có
          người nhận: một nửa trong vòng 1 phút, chín phần mười trong vòng 2 phút. Từ lúc nhắn tới lúc gọi: một
          nửa trong vòng 2 phút, chín phần mười trong vòng 2 phút. Quá hạn nhiều nhất ở: • xã Mỹ Long: 1 trên 1
          [Xem việc quá hạn]
    """)


async def test_the_numbers_say_nothing_personal(town: Stage) -> None:
    await asks(town, "Lan")
    await town.say("Minh", "nhận 1")
    town.now += timedelta(days=3, hours=1)
    await town.db.run(town.jobs.measure)
    told = generate_latest(REGISTRY).decode()
    assert 'loa_requests_open{days="3",office="home"} 1.0' in told
    assert 'loa_requests_late{office="home"} 1.0' in told
    assert 'loa_facts_today{step="request"} 0.0' in told
    assert 'loa_request_seconds{office="home",quantile="0.9",step="taken"}' in told
    assert not re.search("Lan|Minh|0912", "\n".join(line for line in told.splitlines() if "loa_request" in line))
