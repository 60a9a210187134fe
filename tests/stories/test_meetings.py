"""Meetings from the citizen's side: found, registered for, a waiting list that moves up, moved, reminded, cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar import VIET_NAM
from bot.domain.meetings import Plan
from bot.services.meetings import planning
from bot.store.meetings import queries
from tests.story import Stage

STARTS = datetime(2026, 12, 5, 14, 0, tzinfo=VIET_NAM)
PLAN = Plan(
    "hoi-nghi",
    "Hội nghị khách hàng tháng 12",
    "29419",
    "Nhà văn hóa ấp 3",
    STARTS,
    STARTS + timedelta(hours=2),
    seats=3,
    organiser="UBND xã Mỹ Long",
)


async def announced(stage: Stage, plan: Plan = PLAN) -> int:
    number = await stage.db.run(lambda tx: queries.add(tx, plan, 1, stage.now).number)
    assert await stage.does(lambda context: planning.announce(number, context)) is not None
    return number


async def test_a_sister_is_brought_and_who_waits_moves_up(stage: Stage) -> None:
    await announced(stage, replace(PLAN, map="https://maps.app.goo.gl/mylong"))
    await stage.play("""
        Lan: hội nghị
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long, Cầu Ngang
        Bot: Dạ, các buổi sắp tới ở gần xã Mỹ Long: Hội nghị 1: Hội nghị khách hàng tháng 12 thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long Còn 3 chỗ [Hội nghị 1] [Về đầu]
        Lan: [Hội nghị 1]
        Bot: Hội nghị khách hàng tháng 12 thứ Bảy, 05/12/2026, từ 14:00 đến 16:00 Ở đâu: Nhà văn hóa ấp 3, xã Mỹ
          Long Tổ chức: UBND xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có
          cũng cứ đến. Còn 3 chỗ Bản đồ: https://maps.app.goo.gl/mylong [Tôi sẽ đi] [Gửi câu hỏi] [Về đầu]
        Lan: [Tôi sẽ đi]
        Bot: Dạ, có mấy người đi cùng cô chú? [Chỉ mình tôi] [Một người đi cùng] [Hai người đi cùng]
        Lan: [Một người đi cùng]
        Bot: Để giữ chỗ và nhắc cô chú, Loa ghi lại là cô chú sẽ tới buổi này và đi mấy người: không ghi tên,
          không ghi số điện thoại. Cán bộ xã chỉ thấy có bao nhiêu người tới. Loa xóa sau buổi này 90 ngày, hoặc
          lúc nào cô chú bảo. Cô chú đồng ý không? [Đồng ý] [Không đồng ý]
        Lan: [Đồng ý]
        Bot: Dạ, Loa đã giữ 2 chỗ cho cô chú, và sẽ nhắc vào chiều tối hôm trước. Hẹn gặp cô chú: thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long [Gửi câu hỏi] [Tôi không đi được] [Báo tôi
          buổi mới] [Về đầu]
        Hoa: đăng ký buổi 1
        Bot: Dạ, có mấy người đi cùng cô chú? [Chỉ mình tôi] [Một người đi cùng] [Hai người đi cùng]
        Hoa: đi với 2 đứa cháu
        Bot: Để giữ chỗ và nhắc cô chú, Loa ghi lại là cô chú sẽ tới buổi này và đi mấy người: không ghi tên,
          không ghi số điện thoại. Cán bộ xã chỉ thấy có bao nhiêu người tới. Loa xóa sau buổi này 90 ngày, hoặc
          lúc nào cô chú bảo. Cô chú đồng ý không? [Đồng ý] [Không đồng ý]
        Hoa: dạ đồng ý
        Bot: Dạ, lúc này hết chỗ. Loa đã ghi cô chú vào danh sách chờ; có chỗ trống là Loa nhắn ngay. thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long [Gửi câu hỏi] [Tôi không đi được] [Về đầu]
        Hoa: hội nghị của tôi
        Bot: Dạ, cô chú đã đăng ký tới: Hội nghị 1: Hội nghị khách hàng tháng 12 thứ Bảy, 05/12/2026, từ 14:00
          đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long Còn 1 chỗ [Hội nghị 1] [Về đầu]
        Lan: hủy đăng ký 1
        Bot: Dạ, cảm ơn cô chú đã báo; chỗ này Loa nhường người khác. Dịp khác mời cô chú lại đến. [Hội nghị gần
          tôi] [Về đầu]
        Hoa hears: Dạ, vừa có chỗ trống, Loa đã giữ cho cô chú: thứ Bảy, 05/12/2026, từ 14:00 đến 16:00 Nhà văn
          hóa ấp 3, xã Mỹ Long [Tôi không đi được]
        Hoa: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý
          meeting-1. • giữ chỗ ở hội nghị và nhắc cô chú Hội nghị 1, thứ Bảy, 05/12/2026, từ 14:00 đến 16:00: cô
          chú đi cùng 2 người. Cô chú sửa hay xóa lúc nào cũng được. [Xóa hết] [Về đầu]
    """)


async def test_it_is_moved_reminded_of_and_cancelled(stage: Stage) -> None:
    number = await announced(stage)
    morning = replace(PLAN, starts=PLAN.starts.replace(hour=8), ends=PLAN.ends.replace(hour=10), place="Đình Mỹ Long")
    await stage.play("""
        Lan: đăng ký hội nghị 1
        Bot: Dạ, có mấy người đi cùng cô chú? [Chỉ mình tôi] [Một người đi cùng] [Hai người đi cùng]
        Lan: [Chỉ mình tôi]
        Bot: Để giữ chỗ và nhắc cô chú, Loa ghi lại là cô chú sẽ tới buổi này và đi mấy người: không ghi tên,
          không ghi số điện thoại. Cán bộ xã chỉ thấy có bao nhiêu người tới. Loa xóa sau buổi này 90 ngày, hoặc
          lúc nào cô chú bảo. Cô chú đồng ý không? [Đồng ý] [Không đồng ý]
        Lan: [Đồng ý]
        Bot: Dạ, Loa đã giữ 1 chỗ cho cô chú, và sẽ nhắc vào chiều tối hôm trước. Hẹn gặp cô chú: thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long [Gửi câu hỏi] [Tôi không đi được] [Báo tôi
          buổi mới] [Về đầu]
    """)
    await stage.does(lambda context: planning.change(number, morning, context))
    assert [line for line in stage.heard("") if "thay đổi" in line] == [
        "Lan hears: Dạ, buổi cô chú đã đăng ký có thay đổi. Bây giờ là: thứ Bảy, 05/12/2026, từ 08:00 đến 10:00 Đình "
        "Mỹ Long, xã Mỹ Long Cô chú vẫn đi được chứ ạ? [Tôi vẫn đi] [Tôi không đi được] [Hội nghị 1]"
    ]
    await stage.play("""
        ... until 17:01 4/12/2026
        Lan hears: Dạ, Loa nhắc cô chú: hẹn gặp ngày mai. thứ Bảy, 05/12/2026, từ 08:00 đến 10:00 Đình
          Mỹ Long, xã
          Mỹ Long [Tôi không đi được]
        ... until 7:30 5/12/2026
    """)
    await stage.does(lambda context: planning.cancel(number, context))
    assert [line for line in stage.heard("") if "xin lỗi" in line] == [
        "Lan hears: Dạ, Loa xin lỗi cô chú, buổi này không tổ chức nữa: thứ Bảy, 05/12/2026, từ 08:00 đến 10:00 Đình "
        "Mỹ Long, xã Mỹ Long [Hội nghị gần tôi]"
    ]


async def test_a_place_in_the_question_and_a_plain_word_are_enough(stage: Stage) -> None:
    await announced(stage, replace(PLAN, organiser=""))
    await stage.play("""
        Lan: dạ cho hỏi Mỹ Long chừng nào có hội nghị
        Bot: Dạ, các buổi sắp tới ở gần xã Mỹ Long: Hội nghị 1: Hội nghị khách hàng tháng 12 thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long Còn 3 chỗ [Hội nghị 1] [Về đầu]
        Lan: đăng ký
        Bot: Dạ, có mấy người đi cùng cô chú? [Chỉ mình tôi] [Một người đi cùng] [Hai người đi cùng]
    """)
