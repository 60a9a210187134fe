"""Numbers asked for in the chat: of all that somebody serves; what is due after closing."""

from __future__ import annotations

from datetime import date

from bot.domain.outreach.facts import Fact, Step
from bot.domain.people import Role
from bot.store.engine.database import Transaction
from bot.store.statistics import facts
from tests.stories.conftest import MY_LONG, hire
from tests.story import Stage

TRA_VINH = "29242"


def october_and_november(tx: Transaction) -> None:
    for day, times in ((date(2026, 10, 12), 40), (date(2026, 11, 3), 50), (date(2026, 11, 23), 10)):
        facts.count(tx, day, Fact(Step.ASKED, MY_LONG, "zalo_oa"), Fact(Step.ANSWERED, MY_LONG, "zalo_oa"), by=times)
        facts.count(tx, day, Fact(Step.JOINED, MY_LONG, "zalo_oa"), by=2)


async def test_the_month_and_today_by_role(stage: Stage) -> None:
    await stage.db.run(october_and_november)
    await stage.db.run(lambda tx: hire(tx, stage.address("Sau"), "Sáu", Role.SUPERVISOR, []))
    await stage.db.run(lambda tx: hire(tx, stage.address("Hoa"), "Hoa", Role.OFFICER, [TRA_VINH]))
    await stage.play("""
        Sau: báo cáo tháng
        Bot: Tỉnh Vĩnh Long, tháng 11/2026: • Lượt đến: 0 (so với kỳ trước: 0) • Câu hỏi: 60 (so với kỳ trước:
          +20 (+50 %)) • Được trả lời ngay: 100% (so với kỳ trước: 0 điểm %) • Yêu cầu: 0 (so với kỳ trước: 0) •
          Cuộc gọi: 0 (so với kỳ trước: 0) • Đã tham gia: 4 (so với kỳ trước: –) • Người mới, theo BHXH: – (so
          với kỳ trước: –) • Hội nghị đã tổ chức: 0 (so với kỳ trước: 0) Số tính đến lúc này, so với trọn kỳ
          trước.
        Minh: báo cáo tháng trước
        Bot: Xã Mỹ Long, tháng 10/2026: • Lượt đến: 0 (so với kỳ trước: –) • Câu hỏi: 40 (so với kỳ trước: –) •
          Được trả lời ngay: 100% (so với kỳ trước: –) • Yêu cầu: 0 (so với kỳ trước: –) • Cuộc gọi: 0 (so với
          kỳ trước: –) • Đã tham gia: 2 (so với kỳ trước: –) • Người mới, theo BHXH: – (so với kỳ trước: –) •
          Hội nghị đã tổ chức: 0 (so với kỳ trước: –)
    """)
    await stage.say("Hoa", "số liệu hôm nay")
    (hers,) = stage.heard("Hoa")
    assert hers.startswith("Bot: Phường Trà Vinh, ngày 23/11/2026")
    assert "Câu hỏi: 0 (so với kỳ trước: 0)" in hers
    await stage.say("Lan", "số liệu hôm nay")
    assert "so với kỳ trước" not in " ".join(stage.heard("Lan")), "a citizen is told no numbers"


async def test_on_the_morning_after_closing_it_is_said_whose_report_is_missing(stage: Stage) -> None:
    """The supervisor hears of the month; officers are asked what was difficult."""
    stage.paper.closings = True
    await stage.db.run(lambda tx: hire(tx, stage.address("Sau"), "Sáu", Role.SUPERVISOR, []))
    await stage.play("""
        ... until 8:00 24/11/2026
        ... until 8:00 1/12/2026
        Hoa hears: Báo cáo tháng 11/2026 đã sẵn sàng. Chưa gửi báo cáo tháng 11/2026: Tỉnh Vĩnh Long [Số liệu
          tháng trước]
        Minh hears: Sổ tháng 11/2026 đã khóa. Mình có gì khó khăn, vướng mắc hay đề xuất không ạ? Mình trả lời ngay
          ở đây, đừng ghi tên bà con. [Ghi khó khăn, đề xuất] [Số liệu tháng trước]
        Sau hears: Báo cáo tháng 11/2026 đã sẵn sàng. Chưa gửi báo cáo tháng 11/2026: Tỉnh Vĩnh Long [Số liệu
          tháng trước]
    """)
