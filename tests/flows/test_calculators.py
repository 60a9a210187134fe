"""The dialogues about the law: what they keep, what they show when figures are new or missing, and how long it gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.domain.message_fitting import units
from bot.domain.messages import Abilities, Address, Incoming
from bot.flows.catalogue import FOR_ALL
from bot.services.notify import drawn
from bot.talk.actions import CALCULATORS
from bot.talk.conversation import Conversation
from bot.talk.play import Asked, Finished, play
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.talk.turn import take_turn
from bot.words import languages

NEXT_YEAR = date(2027, 1, 15)
NOBODY = ("0m", "0m")
RESULTS = (
    ("estimate", "1500000", "other"),
    ("estimate", "50600000", "poor"),
    ("pension", "female", "5/1970", *NOBODY, "1500000", "12/2026"),
    ("pension", "male", "1950", "0m", "3 năm", "0", "1500000", "12/2026"),
    ("pension", "female", "2/1975", "15 năm 2 tháng", "6 năm", "46 triệu", "50600000", "1/2030"),
    ("pension", "male", "11/2011", *NOBODY, "50600000", "12/2026"),
    ("missing", "female", "1/1962", "9 năm", "0m", "3 triệu", "1500000"),
    ("missing", "male", "1/1990", "30 năm", "0m", "9 triệu", "50600000"),
    ("missing", "female", "1/1962", "~90m", "~30m", "3 triệu", "1500000"),
    ("pension", "female", "2/1975", "~210m", "~30m", "46 triệu", "50600000", "1/2030"),
    ("withdrawal", "stopped", "1/2008", "10/2025", "20 triệu", "poor"),
    ("withdrawal", "illness", "1/2020", "10/2026", "1500000", "other"),
    ("maternity", "mother", "8 tháng", "3"),
    ("death", "paying", "16 năm", "5 năm", "46 triệu"),
    ("death", "pension", "3 triệu", "5 năm"),
)


def result(scene: Scene, name: str, *typed: str) -> Done:
    """How the dialogue ends for somebody who types that."""
    said: dict[str, str] = {}
    for text in typed:
        asked = play(partial(FOR_ALL[name], scene, ""), said)
        assert isinstance(asked, Asked), f"ended before {text}"
        assert asked.reason is None
        said[asked.question.key] = asked.question.write(asked.question.read(text))
    outcome = play(partial(FOR_ALL[name], scene, ""), said)
    assert isinstance(outcome, Finished), outcome
    return outcome.done


def text(scene: Scene, done: Done) -> str:
    assert done.say is not None
    return scene.language.say(done.say)


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("typed", RESULTS, ids=" ".join)
def test_a_result_fits_beside_its_picture_which_says_the_same(scene: Scene, typed: tuple[str, ...], code: str) -> None:
    speaks = languages(Path(__file__).parents[2] / "locales")[code]
    done = result(replace(scene, language=speaks), *typed)
    assert done.picture is not None
    assert done.then is not None
    words = speaks.say(done.say) if done.say else ""
    assert units(words) <= Abilities().caption_limit, "else Telegram's picture goes without its text"
    card = drawn(done.picture, speaks)
    told = (card.figure, *card.note.split("\n\n"), card.basis, *(value for _label, value in card.rows))
    assert all(part in words for part in told)


def test_every_tool_of_the_content_is_a_dialogue(scene: Scene) -> None:
    assert {row.name for row in CALCULATORS} <= FOR_ALL.keys()
    assert {answer.tool for answer in scene.library.answers.values()} <= {*(row.name for row in CALCULATORS), ""}


def test_the_group_is_forgotten_with_the_dialogue(scene: Scene) -> None:
    conversation, address = Conversation(), Address("paper", "", "lan")
    for said in ("tính mức đóng", "1tr5", "hộ cận nghèo"):
        turn = take_turn(conversation, Incoming("1", address, text=said), scene)
        offered = turn.says[-1].options
        labels = tuple((option.token, scene.language.say(option.label)) for option in offered)
        conversation = replace(turn.conversation, offered=labels)
    assert "198.000 đồng" in scene.language.say(turn.says[0].words)
    assert "near_poor" not in conversation.write()


def test_announced_figures_stand_beside_those_in_force(scene: Scene) -> None:
    later = replace(scene, today=NEXT_YEAR)
    said = text(later, result(later, "estimate", "3000000", "other"))
    assert "mỗi tháng cô chú đóng: 594.000 đồng" in said
    assert "theo số mới (đã công bố, chờ xác nhận), mỗi tháng cô chú đóng 563.200 đồng" in said
    low = text(later, result(later, "estimate", "1500000", "other"))
    assert "mỗi tháng cô chú đóng: 264.000 đồng" in low
    assert "mức thu nhập thấp nhất là 2.200.000 đồng (đã công bố, chờ xác nhận)" in low


def test_a_missing_rate_is_being_updated(scene: Scene) -> None:
    later = replace(scene, today=NEXT_YEAR)
    assert "Đóng trước 2 đến 5 năm: đang cập nhật" in text(later, result(later, "estimate", "3000000", "other"))
    taken_out = result(later, "withdrawal", "illness", "1/2020", "10/2026", "1500000", "other")
    assert "đang được cập nhật" in text(later, taken_out)
    assert taken_out.picture is None


def test_a_small_pension_is_called_small(scene: Scene) -> None:
    said = text(scene, result(scene, "pension", "male", "5/1990", *NOBODY, "1500000", "12/2026"))
    assert "chưa đủ sống" in said
    assert "nữ được 675.000 đồng, nam được 600.000 đồng" in said
    assert "chưa đủ sống" not in text(scene, result(scene, "pension", "male", "5/1990", *NOBODY, "5000000", "12/2026"))


@pytest.mark.parametrize("paid", ["3 năm", "4 năm 11 tháng", "5 tháng"])
def test_what_is_not_sure_of_a_death_in_the_first_years_is_said(scene: Scene, paid: str) -> None:
    assert "phần Nhà nước hỗ trợ" in text(scene, result(scene, "death", "paying", paid, "0m", "2 triệu"))


def test_after_five_years_there_is_nothing_to_doubt(scene: Scene) -> None:
    assert "phần Nhà nước hỗ trợ" not in text(scene, result(scene, "death", "paying", "5 năm", "0m", "2 triệu"))


@pytest.mark.parametrize("reason", ["stopped", "illness", "age"])
def test_a_sum_taken_out_says_that_months_at_a_company_are_another_matter(scene: Scene, reason: str) -> None:
    told = text(scene, result(scene, "withdrawal", reason, "1/2018", "10/2024", "2 triệu", "other"))
    assert "Tháng đóng ở công ty thì tính theo lương" in told


@pytest.mark.parametrize("reason", ["illness", "disability", "stopped", "other"])
def test_nobody_keeps_why_money_is_taken_out(scene: Scene, reason: str) -> None:
    asked = Conversation(flow="withdrawal", nonce="1")
    said = Incoming("1", Address("telegram", "main", "1"), "tap", token=f"withdrawal|reason|1|{reason}", sender="lan")
    assert take_turn(asked, said, scene).hide
