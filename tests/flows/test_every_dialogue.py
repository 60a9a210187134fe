"""Every dialogue, answered in the first way that each question takes, comes to its end on each of the five days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from bot.flows.catalogue import FOR_ALL, FOR_STAFF
from bot.talk.play import Asked, Finished, play
from bot.talk.question import Misread, Question
from bot.talk.scene import Scene
from tests.flows.test_days import DAYS, following, on

LONGEST = 25
TYPED = ("3000000", "5/1970", "3/2018", "6 năm", "8 tháng", "0912345678", "Mỹ Phước", "Nguyễn Thị Lan", "2", "có")
WHO = [("scene", name) for name in FOR_ALL] + [("staff_scene", name) for name in FOR_STAFF if name not in FOR_ALL]


def answered(question: Question[object], day: date) -> str:
    """The first that it takes: what it offers, else something that people type."""
    soon = following(day), f"{day + timedelta(days=2):%d/%m/%Y}"
    for text in (*(option.token for option in question.options), *soon, *TYPED):
        try:
            return question.write(question.read(text))
        except Misread:
            continue
    raise AssertionError(f"nothing fits {question}")


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(("who", "name"), WHO)
def test_a_dialogue_comes_to_its_end(request: pytest.FixtureRequest, who: str, name: str, day: date) -> None:
    there: Scene = on(request.getfixturevalue(who), day)
    said: dict[str, str] = {}
    for _turn in range(LONGEST):
        outcome = play(partial(there.flows[name], there, ""), said)
        if isinstance(outcome, Finished):
            break
        assert isinstance(outcome, Asked)
        assert outcome.reason is None or outcome.question.key in said
        words = there.language.say(outcome.question.ask)
        assert words.strip()
        said[outcome.question.key] = answered(outcome.question, day)
    assert isinstance(outcome, Finished), said
    told = there.language.say(outcome.done.say) if outcome.done.say else ""
    assert told or outcome.done.do or outcome.done.options
    assert not {"None", "{", "Decimal"} & set(told.split())
