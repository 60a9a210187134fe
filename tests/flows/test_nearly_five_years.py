"""With 55 to 59 months paid, a few more change what a family would get: nobody stops just before without being told."""

from __future__ import annotations

import pytest

from bot.talk.scene import Scene
from tests.flows.test_calculators import result


@pytest.mark.parametrize(("paid", "lacking"), [("55 tháng", 5), ("57 tháng", 3), ("4 năm 11 tháng", 1)])
def test_just_before_five_years_nobody_is_let_stop_unwarned(scene: Scene, paid: str, lacking: int) -> None:
    done = result(scene, "missing", "female", "1/1985", "0m", paid, "1500000", "1500000")
    assert done.then is not None
    told = scene.language.say(done.then)
    assert f"Chỉ còn {lacking} tháng nữa là đủ 60 tháng" in told
    assert "40.300.000 đồng, có cả tiền mai táng" in told


@pytest.mark.parametrize("paid", ["54 tháng", "5 năm", "0m"])
def test_there_is_no_warning_before_or_after(scene: Scene, paid: str) -> None:
    average = () if paid == "0m" else ("1500000",)
    done = result(scene, "missing", "female", "1/1985", "0m", paid, *average, "1500000")
    assert done.then is not None
    assert "Chỉ còn" not in scene.language.say(done.then)


def test_who_takes_the_money_out_just_before_is_warned(scene: Scene) -> None:
    done = result(scene, "withdrawal", "emigration", "1/2022", "9/2026", "1500000", "other")
    assert done.then is not None
    assert "Chỉ còn 3 tháng nữa là đủ 60 tháng" in scene.language.say(done.then)
