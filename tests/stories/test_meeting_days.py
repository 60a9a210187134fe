"""When a meeting is to be, as officers say it: ordinary words, and days that are past or in doubt."""

from __future__ import annotations

from tests.story import Stage


async def test_a_day_that_is_past_is_answered_in_one_line(stage: Stage) -> None:
    await stage.play("""
        Minh: mở hội nghị
        Bot: Buổi này thuộc loại nào? [Tư vấn ở chợ] [Đối thoại trực tiếp] [Hội nghị] [Hội thảo chuyên đề] [Tư
          vấn nhóm nhỏ] [Ra quân vận động] [Tư vấn tại nhà]
        Minh: hội nghị
        Bot: Ở đâu, lúc nào? Ví dụ: chợ Mỹ Long sáng thứ bảy 8g30 tới 10g.
        Minh: chợ Mỹ Long hôm qua 8g30
        Bot: Ngày đó qua rồi. Gõ một ngày từ 23/11/2026 trở đi giúp Loa.
        Minh: chợ Mỹ Long ngày 5/11/2026 8g30
        Bot: Ngày đó qua rồi. Gõ một ngày từ 23/11/2026 trở đi giúp Loa.
        Minh: chợ Mỹ Long ngày 5/11 8g30
        Bot: Ngày đó qua rồi, hoặc xa quá: 05/11/2027. Gõ một ngày gần hơn giúp Loa.
        Minh: chợ Mỹ Long
        Bot: Vào ngày nào?
        Minh: 5/11
        Bot: Ngày đó qua rồi, hoặc xa quá: 05/11/2027. Gõ một ngày gần hơn giúp Loa.
        Minh: 5/1
        Bot: Từ mấy giờ tới mấy giờ? [07:30] [08:00] [08:30] [13:30] [14:00]
    """)


async def test_days_and_hours_are_understood_as_people_say_them(stage: Stage) -> None:
    await stage.play("""
        Minh: mở hội nghị
        Bot: Buổi này thuộc loại nào? [Tư vấn ở chợ] [Đối thoại trực tiếp] [Hội nghị] [Hội thảo chuyên đề] [Tư
          vấn nhóm nhỏ] [Ra quân vận động] [Tư vấn tại nhà]
        Minh: hội nghị
        Bot: Ở đâu, lúc nào? Ví dụ: chợ Mỹ Long sáng thứ bảy 8g30 tới 10g.
        Minh: nhà văn hóa ấp 3, thứ bảy 4/12
        Bot: Ngày 04/12/2026 là thứ Sáu. Gõ lại giúp Loa là ngày nào.
        Minh: nhà văn hóa ấp 3, rằm tháng 11
        Bot: Loa chưa biết đổi ngày âm lịch. Gõ ngày dương lịch giúp Loa, ví dụ 25/12.
        Minh: nhà văn hóa ấp 3
        Bot: Vào ngày nào?
        Minh: thứ 7 tuần sau
        Bot: Từ mấy giờ tới mấy giờ? [07:30] [08:00] [08:30] [13:30] [14:00]
        Minh: buổi chiều
        Bot: Xin gõ từ mấy giờ tới mấy giờ, ví dụ: 8g30 tới 10g. [13:30] [14:00] [14:30] [15:00]
        Minh: 3 giờ kém 15 chiều, 90 phút
        Bot: Có bao nhiêu chỗ ngồi? [30] [50] [100] [Không giới hạn]
        Minh: 100
        Bot: Buổi này tên là gì? Bấm chọn, hoặc gõ tên khác. [Hội nghị – nhà văn hóa ấp 3]
        Minh: 1
        Bot: Hội nghị 1 Chưa đăng. Hội nghị – nhà văn hóa ấp 3 thứ Bảy, 05/12/2026, từ 14:45 đến 16:15 Ở đâu:
          Nhà văn hóa ấp 3, xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng
          cứ đến. Còn 100 chỗ [Đăng] [Sửa] [Thôi] [Việc của tôi]
    """)
