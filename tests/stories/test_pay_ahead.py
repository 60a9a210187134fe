"""Pay ahead or wait: asked in a chat, answered by group."""

from __future__ import annotations

from tests.story import Stage


async def test_a_poor_household_had_better_wait(stage: Stage) -> None:
    await stage.say("Lan", "trả trước hay chờ?")
    [asked] = stage.heard("Lan")
    assert "muốn đóng theo mức thu nhập nào" in asked
    await stage.say("Lan", "3 triệu")
    assert "[Hộ nghèo]" in stage.heard("Lan")[0]
    await stage.say("Lan", "[Hộ nghèo]")
    assert stage.heard("Lan") == ["Bot: Dạ, cô chú tính đóng trước mấy năm? [2 năm] [3 năm] [4 năm] [5 năm]"]
    await stage.say("Lan", "5 năm")
    told, how = stage.heard("Lan")
    assert told.startswith(
        "Bot: Với 5 năm, đóng hằng tháng tốn ít hơn: 1.062.296 đồng • Đóng trước một lần: 26.296.296 đồng • Nhà nước "
        "hỗ trợ khi đóng trước: 9.900.000 đồng • Đóng hằng tháng, tổng cộng: 25.234.000 đồng • Nhà nước hỗ trợ khi "
        "đóng hằng tháng: 14.366.000 đồng"
    )
    assert "Nghị định 159/2025/NĐ-CP, Điều 5 khoản 5" in how
    assert how.endswith("[Tính mức đóng] [Nhờ cán bộ gọi] [Về đầu]")
