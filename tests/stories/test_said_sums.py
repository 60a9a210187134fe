"""What a sentence says is put into the sum, what leans on a sum changes it, and the rest is not asked for."""

from __future__ import annotations

import pytest

from tests.story import Stage


async def told(stage: Stage, *lines: str) -> str:
    """What Loa says to the last line."""
    for line in lines:
        await stage.say("Lan", line)
    return "\n".join(stage.heard("Lan"))


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["lương hưu muốn 4 triệu nữ đóng 30 năm thì chọn mức nào"], "khoảng 5.334.000 đồng"),
        (["lương hưu muốn 4 triệu đóng 30 năm thì chọn mức nào"], "nam 6.154.000 đồng"),
        (["vợ sinh đôi, chồng đóng đủ 8 tháng, được nhiêu tiền"], "lần sinh này 2 bé, đã đóng 8 tháng"),
        (["đóng 5 năm 8 tháng rồi, chết thì vợ con được bao nhiêu, mức 1,5 triệu"], "25.300.000 đồng"),
        (["Nam 1970, đóng tự nguyện 10 năm, thiếu mấy năm ạ"], "còn thiếu 5 năm"),
        (["mức 3 triệu hộ thường đóng bao nhiêu", "quý đóng 1 lần nhiêu"], "Đóng 3 tháng/lần, theo từng diện"),
        (["mức 3 triệu hộ thường đóng bao nhiêu", "so với mức 5 triệu"], "1.034.000 đồng"),
        (["nữ đóng 15 năm mức 2 triệu lương hưu bao nhiêu", "thêm 5 năm nữa thì sao"], "1.100.000 đồng"),
        (["mức 3 triệu hộ thường đóng bao nhiêu", "qua năm thì sao"], "563.200 đồng"),
        (
            ["mức 4 triệu dân thường đóng bao nhiêu", "Đóng như vậy 20 năm thì lương hưu bao nhiêu ạ"],
            "mức thu nhập 4.000.000 đồng, đóng tổng cộng 20 năm",
        ),
    ],
)
async def test_nothing_said_is_asked_for(lines: list[str], shown: str, stage: Stage) -> None:
    assert shown in await told(stage, *lines)


async def test_a_withdrawal_is_filled_in_but_for_what_was_not_said(stage: Stage) -> None:
    said = "rút một lần từ 1/2018 tới 12/2022 mức 2 triệu, hộ thường, được bao nhiêu"
    assert "vì sao" in await told(stage, said)
    assert "22.224.800 đồng" in await told(stage, "ngừng đóng hơn một năm rồi")


async def test_whether_one_may_is_no_sum(stage: Stage) -> None:
    assert "mức thu nhập" not in (await told(stage, "mức 3 triệu hộ thường đóng bao nhiêu", "rút ra được không"))[:200]
