"""Meetings held again, moved and cancelled in one line; who registered is asked again, and offered the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.flows.citizen.meetings import Companions
from bot.services.meetings import planning
from bot.store.meetings import queries
from bot.words import verbatim
from tests.stories.test_meetings import PLAN, announced
from tests.story import Stage


async def test_it_is_moved_in_one_line_and_guests_are_asked_again(stage: Stage) -> None:
    await announced(stage, replace(PLAN, map="https://maps.app.goo.gl/mylong"))
    for said in ("đăng ký hội nghị 1", "một mình", "đồng ý"):
        await stage.say("Lan", said)
        stage.heard("Lan")
    await stage.play("""
        Minh: dời hội nghị 1 sang chủ nhật 9 giờ
        Bot: Dời hội nghị 1 sang: 29/11/2026, 09:00? Loa báo ngay cho tất cả người đã đăng ký. [Có] [Không]
        Minh: không
        Bot: Dạ, Loa để y như cũ. [Hội nghị 1] [Việc của tôi]
        Minh: hội nghị 1 đổi chỗ nhà văn hóa ấp 4
        Bot: Dời hội nghị 1 sang: nhà văn hóa ấp 4? Loa báo ngay cho tất cả người đã đăng ký. [Có] [Không]
        Minh: có
        Bot: Loa báo cho tất cả người đã đăng ký: 1 lượt. Hội nghị 1 Hội nghị khách hàng tháng 12 thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Ở đâu: Nhà văn hóa ấp 4, xã Mỹ Long Tổ chức: UBND xã Mỹ Long Cần mang
          theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng cứ đến. Còn 2 chỗ Đã đăng ký: 1 người
          Mã để in và để nhắn trên Zalo: XHK22 [Dời] [Sửa] [Hủy buổi này] [Việc của tôi]
        Lan hears: Dạ, buổi cô chú đã đăng ký có thay đổi. Bây giờ là: thứ Bảy, 05/12/2026, từ 14:00 đến 16:00
          Nhà văn hóa ấp 4, xã Mỹ Long Cô chú vẫn đi được chứ ạ? [Tôi vẫn đi] [Tôi không đi được] [Hội nghị 1]
        Lan: [Tôi vẫn đi]
        Bot: Dạ, Loa đã giữ 1 chỗ cho cô chú, và sẽ nhắc vào chiều tối hôm trước. Hẹn gặp cô chú: thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 4, xã Mỹ Long [Tôi không đi được] [Về đầu]
        Minh: dời hội nghị 1
        Bot: Bây giờ ở đâu, lúc nào? Chỉ gõ chỗ đổi, ví dụ: thứ bảy tuần sau 8g30.
        Minh: thứ hai 14g
        Bot: Loa báo cho tất cả người đã đăng ký: 1 lượt. Hội nghị 1 Hội nghị khách hàng tháng 12 thứ Hai,
          30/11/2026, từ 14:00 đến 16:00 Ở đâu: Nhà văn hóa ấp 4, xã Mỹ Long Tổ chức: UBND xã Mỹ Long Cần mang
          theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng cứ đến. Còn 2 chỗ Đã đăng ký: 1 người
          Mã để in và để nhắn trên Zalo: XHK22 [Dời] [Sửa] [Hủy buổi này] [Việc của tôi]
        Lan hears: Dạ, buổi cô chú đã đăng ký có thay đổi. Bây giờ là: thứ Hai, 30/11/2026, từ 14:00 đến 16:00
          Nhà văn hóa ấp 4, xã Mỹ Long Cô chú vẫn đi được chứ ạ? [Tôi vẫn đi] [Tôi không đi được] [Hội nghị 1]
    """)
    found = await stage.db.read(lambda tx: queries.get(tx, 1))
    assert found is not None
    assert found.plan.map == "", "the map led to the old place"


async def test_it_is_held_again_as_it_was(stage: Stage) -> None:
    number = await announced(stage)
    await stage.does(lambda context: planning.cancel(number, context))
    await stage.play("""
        Minh: hội nghị 1
        Bot: Hội nghị 1 Đã hủy. Hội nghị khách hàng tháng 12 thứ Bảy, 05/12/2026, từ 14:00 đến 16:00 Ở đâu: Nhà
          văn hóa ấp 3, xã Mỹ Long Tổ chức: UBND xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô
          chú có. Không có cũng cứ đến. Còn 3 chỗ Đã đăng ký: 0 người Mã để in và để nhắn trên Zalo: XHK22
          [Mở lại cho ngày khác] [Việc của tôi]
        Minh: [Mở lại cho ngày khác]
        Bot: Lần này vào ngày nào? Có gì đổi thì gõ luôn, ví dụ: thứ bảy tuần sau 8g30.
        Minh: nhà văn hóa ấp 4
        Bot: Vào ngày nào?
        Minh: thứ bảy
        Bot: Hội nghị 2 Chưa đăng. Hội nghị khách hàng tháng 12 thứ Bảy, 28/11/2026, từ 14:00 đến 16:00 Ở đâu:
          Nhà văn hóa ấp 4, xã Mỹ Long Tổ chức: UBND xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu
          cô chú có. Không có cũng cứ đến. Còn 3 chỗ [Đăng] [Sửa] [Thôi] [Việc của tôi]
        Minh: mở lại hội nghị 1 thứ bảy tuần sau 8g30 tới 10g
        Bot: Hội nghị 3 Chưa đăng. Hội nghị khách hàng tháng 12 thứ Bảy, 05/12/2026, từ 08:30 đến 10:00 Ở đâu:
          Nhà văn hóa ấp 3, xã Mỹ Long Tổ chức: UBND xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu
          cô chú có. Không có cũng cứ đến. Còn 3 chỗ [Đăng] [Sửa] [Thôi] [Việc của tôi]
        Minh: mở lại hội nghị 1 hôm nay 8g
        Bot: Lần này vào ngày nào? Có gì đổi thì gõ luôn, ví dụ: thứ bảy tuần sau 8g30.
        Minh: mở lại hội nghị 9 ngày mai
        Bot: Không có buổi đó trong các buổi của mình. [Hội nghị của xã] [Việc của tôi]
        Bot: Lần này vào ngày nào? Có gì đổi thì gõ luôn, ví dụ: thứ bảy tuần sau 8g30.
    """)


async def test_who_came_to_a_cancelled_one_is_offered_the_next(stage: Stage) -> None:
    number = await announced(stage)
    later = replace(PLAN, starts=PLAN.starts + timedelta(days=7), ends=PLAN.ends + timedelta(days=7))
    for said in ("đăng ký hội nghị 1", "một mình", "đồng ý"):
        await stage.say("Lan", said)
        stage.heard("Lan")
    await announced(stage, later)
    await stage.does(lambda context: planning.cancel(number, context))
    assert [line for line in stage.heard("") if "xin lỗi" in line] == [
        "Lan hears: Dạ, Loa xin lỗi cô chú, buổi này không tổ chức nữa: thứ Bảy, 05/12/2026, từ 14:00 đến 16:00 Nhà "
        "văn hóa ấp 3, xã Mỹ Long Buổi gần nhất ở gần cô chú: thứ Bảy, 12/12/2026, từ 14:00 đến 16:00 Nhà văn hóa "
        "ấp 3, xã Mỹ Long [Tôi sẽ đi] [Hội nghị gần tôi]"
    ]
    await stage.play("""
        Lan: [Tôi sẽ đi]
        Bot: Dạ, có mấy người đi cùng cô chú? [Chỉ mình tôi] [Một người đi cùng] [Hai người đi cùng]
    """)


@pytest.mark.parametrize(
    ("said", "companions"),
    [
        ("một mình", 0),
        ("đi một mình thôi", 0),
        ("chỉ có tôi", 0),
        ("không có ai", 0),
        ("hai vợ chồng", 1),
        ("3 mẹ con", 2),
        ("đi với 2 đứa cháu", 2),
        ("thêm một người", 1),
    ],
)
def test_how_many_come_along(said: str, companions: int) -> None:
    assert Companions("companions", verbatim("")).read(said) == str(companions)
