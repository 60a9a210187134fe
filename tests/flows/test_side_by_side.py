"""The ways to a pension stand side by side: what each costs, when it begins, what comes back by 75 and 80."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.talk.question import Done
from bot.talk.scene import Scene
from tests.flows.test_calculators import result


def told(scene: Scene, done: Done) -> str:
    assert done.then is not None
    return scene.language.say(done.then)


def test_both_ways_with_their_sums(scene: Scene) -> None:
    lacks = result(scene, "missing", "male", "3/1966", "10 năm", "0m", "4000000", "2000000")
    assert (
        "Đặt cạnh nhau, với mức thu nhập 2.000.000 đồng:\n"
        "• đóng hằng tháng: còn đóng 22.440.000 đồng, rồi lãnh 1.333.333 đồng mỗi tháng từ 12/2031; tới 75 tuổi lãnh "
        "147.999.963 đồng, tới 80 tuổi 227.999.943 đồng\n"
        "• đóng một lần 3 năm 11 tháng cuối: còn đóng 27.156.348 đồng, rồi lãnh 1.333.333 đồng mỗi tháng từ 01/2028; "
        "tới 75 tuổi lãnh 210.666.614 đồng, tới 80 tuổi 290.666.594 đồng"
    ) in told(scene, lacks)


def test_who_lacks_nothing_has_nothing_to_compare(scene: Scene) -> None:
    full = result(scene, "missing", "male", "1/1990", "0m", "5 năm", "3000000", "3000000")
    assert "Đặt cạnh nhau" not in told(scene, full)


def test_a_way_whose_figure_is_missing_is_left_out(scene: Scene) -> None:
    later = replace(scene, today=date(2027, 1, 15))
    lacks = result(later, "missing", "male", "3/1966", "10 năm", "0m", "4000000", "2200000")
    assert "• đóng hằng tháng: còn đóng" in told(later, lacks)
    assert "• đóng một lần" not in told(later, lacks)
