"""Pay ahead or wait: whose support grows loses by paying ahead, whose does not saves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.domain.message_fitting import units
from bot.domain.messages import Abilities
from bot.talk.scene import Scene
from bot.words import languages
from tests.flows.test_calculators import result, text


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("poor", "Với 5 năm, đóng hằng tháng tốn ít hơn: 1.062.296 đồng"),
        ("near_poor", "Với 5 năm, đóng hằng tháng tốn ít hơn: 169.096 đồng"),
        ("other", "Với 5 năm, đóng trước tốn ít hơn: 1.617.304 đồng"),
        ("ethnic_minority", "Với 5 năm, đóng trước tốn ít hơn: 724.104 đồng"),
    ],
)
def test_by_group(scene: Scene, group: str, told: str) -> None:
    done = result(scene, "prepay", "3000000", group, "5")
    assert told in text(scene, done)
    assert "Từ 01/01/2027 có chuẩn nghèo mới (đã công bố, chờ xác nhận)" in text(scene, done)
    assert "phải chọn ít nhất" not in text(scene, done)
    assert done.then is not None
    assert "Đã đóng trước thì giữ mức hỗ trợ hôm nay" in scene.language.say(done.then)


def test_the_new_lowest_income_is_told_where_waiting_forces_it(scene: Scene) -> None:
    told = text(scene, result(scene, "prepay", "1500000", "poor", "3"))
    assert "Đóng hằng tháng thì lúc đó phải chọn ít nhất 2.200.000 đồng, lương hưu cũng cao hơn theo." in told


@pytest.mark.parametrize("code", ["vi", "en"])
def test_it_fits_beside_its_picture(scene: Scene, code: str) -> None:
    speaks = languages(Path(__file__).parents[2] / "locales")[code]
    done = result(replace(scene, language=speaks), "prepay", "1500000", "near_poor", "5")
    assert done.say is not None
    assert units(speaks.say(done.say)) <= Abilities().caption_limit


def test_where_nothing_is_announced_only_the_reduction_counts(scene: Scene) -> None:
    early = replace(scene, today=date(2025, 9, 1))
    figures = scene.library.figures.by_name
    line = figures["rural_poverty_line"]
    known = replace(line, values=tuple(value for value in line.values if value.confirmed))
    assert known.on(early.today).coming is None
    with_it = replace(scene.library.figures, by_name={**figures, "rural_poverty_line": known})
    library = replace(scene.library, figures=with_it)
    there = replace(scene, knowledge=replace(scene.knowledge, library=library))
    told = text(there, result(there, "prepay", "3000000", "poor", "5"))
    assert "Chưa biết chuẩn nghèo mới nào cho các tháng này" in told


def test_without_this_years_rate_nothing_is_guessed(scene: Scene) -> None:
    done = result(replace(scene, today=date(2027, 1, 15)), "prepay", "3000000", "poor", "5")
    assert "đang được cập nhật" in text(scene, done)
