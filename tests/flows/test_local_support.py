"""What the province adds, in the dialogues: a line and a step of its own, and the commune asked for where need be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from bot.flows.catalogue import FOR_ALL
from bot.law.figures.figures import Figures, LocalSupport
from bot.talk.play import Asked, play
from bot.talk.scene import Scene
from tests.flows.test_calculators import result, text

EVERYWHERE = LocalSupport(
    "tỉnh Ví Dụ",
    frozenset({"poor", "other"}),
    date(2026, 1, 1),
    None,
    "Nghị quyết 00/2026/NQ-HĐND",
    rate=Decimal("0.1"),
)
HERE = replace(EVERYWHERE, groups=frozenset({"near_poor"}), communes=frozenset({"29419"}))


@pytest.fixture
def scene(scene: Scene) -> Scene:
    library = scene.library
    with_local = replace(library, figures=Figures(library.figures.by_name, (EVERYWHERE, HERE)))
    return replace(scene, knowledge=replace(scene.knowledge, library=with_local))


def test_the_estimate_has_a_line_and_a_step_of_its_own(scene: Scene) -> None:
    done = result(scene, "estimate", "1500000", "poor")
    told = text(scene, done)
    assert "• Nhà nước hỗ trợ: 165.000 đồng\n• Ngoài ra tỉnh Ví Dụ đóng giúp: 33.000 đồng" in told
    assert "132.000 đồng" in told
    assert done.then is not None
    steps = scene.language.say(done.then)
    assert "Ngoài phần Nhà nước, tỉnh Ví Dụ hỗ trợ thêm 33.000 đồng mỗi tháng (Nghị quyết 00/2026/NQ-HĐND)" in steps


def test_the_commune_is_asked_for_only_where_it_matters(scene: Scene) -> None:
    done = result(scene, "estimate", "1500000", "near_poor", "xã Mỹ Long, Cầu Ngang")
    assert "165.000 đồng" in text(scene, done)
    remembered = result(replace(scene, commune="29419"), "estimate", "1500000", "near_poor")
    assert text(scene, remembered) == text(scene, done)
    elsewhere = result(replace(scene, commune="29416"), "estimate", "1500000", "near_poor")
    assert "Ví Dụ" not in text(scene, elsewhere)
    asked = play(partial(FOR_ALL["estimate"], scene, ""), {"income": "1500000", "group": "near_poor"})
    assert isinstance(asked, Asked)
    assert asked.question.key == "commune"


@pytest.mark.parametrize("name", ["pension", "missing"])
def test_what_a_pension_costs_counts_it_too(scene: Scene, name: str) -> None:
    typed = ("female", "1/1990", "0m", "0m", "1500000", *(("12/2026",) if name == "pension" else ()))
    plain = replace(scene.knowledge, library=replace(scene.library, figures=Figures(scene.library.figures.by_name)))
    without = result(replace(scene, knowledge=plain), name, *typed)
    with_it = result(scene, name, *typed)
    assert text(scene, with_it) != text(scene, without)
    assert with_it.then is not None
    assert "tỉnh Ví Dụ hỗ trợ thêm" in scene.language.say(with_it.then)
