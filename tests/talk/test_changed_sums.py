"""What somebody says after a sum changes it: twice as much, half, the lowest, another group, another time."""

from __future__ import annotations

import pytest

from bot.talk.scene import Scene
from tests.talk.test_forms import Talk


@pytest.fixture
def lan(scene: Scene) -> Talk:
    return Talk(scene)


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["mức 2 triệu đóng nhiêu", "tăng gấp đôi"], "814.000"),
        (["mức 4 triệu dân thường đóng nhiêu", "hạ xuống còn một nửa"], "374.000"),
        (["mức 3 triệu hộ thường đóng nhiêu", "mắc vậy, mức rẻ nhất coi"], "264.000"),
        (["mức 2 triệu hộ thường đóng nhiêu", "mà tui hộ cận nghèo"], "308.000"),
        (["nam 45 tuổi đóng 6 năm thiếu mấy năm", "ý lộn 8 năm"], "còn thiếu 7 năm"),
        (["muốn đóng 1 triệu một tháng dân thường mức nào", "còn 2 triệu thì sao"], "lo được 2.000.000"),
        (["lương hưu muốn 3 triệu, nữ 25 năm thì mức nào", "2 triệu thôi"], "khoảng 3.077.000"),
    ],
)
def test_what_changes_a_sum(lan: Talk, lines: list[str], shown: str) -> None:
    for line in lines:
        lan.say(line)
    assert shown in lan.said
