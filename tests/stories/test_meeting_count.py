"""From the hall the officer types how many are there; it is kept beside the scans, and taken over into the report."""

from __future__ import annotations

from bot.store.meetings import queries
from tests.stories.test_meeting_report import announced
from tests.story import Stage


async def test_a_line_from_the_hall_is_kept_and_corrected_by_typing_again(stage: Stage) -> None:
    await announced(stage)
    await stage.play("""
        ... until 8:30 5/12/2026
        Minh: 42 người, 17 nữ, 5 Khmer
        Bot: Loa đã ghi số đếm của hội nghị 1; gõ lại là sửa: Có mặt: 42 Nữ: 17 Người Khmer: 5 [Hội nghị 1] [Việc
          của tôi]
        Minh: có 45 bà con
        Bot: Loa đã ghi số đếm của hội nghị 1; gõ lại là sửa: Có mặt: 45 Nữ: 17 Người Khmer: 5 [Hội nghị 1] [Việc
          của tôi]
        Minh: 50 nữ
        Bot: Số này nhiều hơn số người có mặt. Xin xem lại các con số. [Hội nghị 1] [Việc của tôi]
        ... until 10:05 5/12/2026
        Minh: hội nghị 1: 46 người
        Bot: Loa đã ghi số đếm của hội nghị 1; gõ lại là sửa: Có mặt: 46 Nữ: 17 Người Khmer: 5 [Báo kết quả]
          [Việc của tôi]
        Minh: báo kết quả 1
        Bot: Có bao nhiêu người dự? Ví dụ: 42 người, 17 nữ, 5 Khmer. Đếm tại hội trường: Có mặt: 46 Nữ: 17 Người
          Khmer: 5 [Như đã đếm]
        Minh: [Như đã đếm]
        Bot: Mấy người đăng ký tham gia tại chỗ, mấy người hứa sẽ tham gia? Ví dụ: 3 đăng ký, 10 hứa. [Chưa có
          ai]
        """)
    found = await stage.db.read(lambda tx: queries.get(tx, 1))
    assert found is not None
    assert found.scanned == 0, "who scanned is another number"


async def test_who_has_no_meeting_is_understood_as_before(stage: Stage) -> None:
    await announced(stage)
    await stage.db.run(lambda tx: queries.count(tx, 1, queries.get(tx, 1).counted))  # type: ignore[union-attr]
    await stage.say("Minh", "42 người, 17 nữ, 5 Khmer")
    stage.heard("Minh")
    for when in ("5/12/2026", "20/12/2026"):
        stage._passes("until", "8:30", when)
        await stage.settle()
        for who in ("Hoa", "Lan"):
            await stage.say(who, "42 người, 17 nữ, 5 Khmer")
            assert not any("số đếm" in line for line in stage.heard(who)), "no meeting of theirs"
    found = await stage.db.read(lambda tx: queries.get(tx, 1))
    assert found is not None
    assert found.counted.present is None
    await stage.say("Hoa", "hội nghị 1: 42 người")
    assert any("số đếm của hội nghị 1" in line for line in stage.heard("Hoa")), "she may report on it"


async def test_after_the_report_the_report_is_corrected(stage: Stage) -> None:
    await announced(stage)
    stage._passes("until", "9:00", "5/12/2026")
    for said in ("báo kết quả 1", "42 người, 17 nữ, 5 Khmer", "3 đăng ký, 0 hứa", "không", "không", "không", "xong",
                 "gửi báo cáo"):  # fmt: skip
        await stage.say("Minh", said)
    stage.heard("Minh")
    await stage.say("Minh", "43 người")
    assert any("đã có báo cáo kết quả" in line and "[Sửa kết quả]" in line for line in stage.heard("Minh"))
