"""Who writes Khmer, or asks for it, is called by an officer who speaks it; nothing unreviewed is said to them."""

from __future__ import annotations

import re

import pytest

from bot.domain.people import Role
from tests.stories.conftest import MY_LONG, asks, hire
from tests.story import Stage

SCRIPT = re.compile(r"[\u1780-\u17ff]")


async def told(stage: Stage, who: str, text: str) -> str:
    await stage.say(who, text)
    return "\n".join(stage.heard(who))


@pytest.fixture
async def commune(stage: Stage) -> Stage:
    """Beside Minh: Sa Rây, who speaks Khmer."""
    await stage.db.run(lambda tx: hire(tx, stage.address("Ray"), "Sa Rây", Role.OFFICER, [MY_LONG], skills=["khmer"]))
    return stage


@pytest.mark.parametrize("said", ["សួស្តី ខ្ញុំចង់សួរ", "nói tiếng Khmer được không", "noi tieng khmer"])
async def test_a_speaker_of_khmer_is_called_in_it(commune: Stage, said: str) -> None:
    got = await told(commune, "Lan", said)
    assert "ភាសាខ្មែរ" in got
    assert "[Nhờ cán bộ gọi]" in got
    for line in ("0", "có", "Lan", "0912345678", "xã Mỹ Long"):
        await commune.say("Lan", line)
    commune.heard("Lan")
    got = await told(commune, "Lan", "có")
    assert "Ray hears: Yêu cầu số 1: mới, chưa ai nhận" in got
    assert "Nói tiếng Khmer." in got
    assert "Minh hears" not in got, "who speaks it is asked first"


async def test_others_are_told_as_ever(commune: Stage) -> None:
    await asks(commune, "Lan")
    assert "Nói tiếng Khmer." not in commune.last["minh"][-1].text
    assert "Yêu cầu số 1" in commune.last["ray"][-1].text


async def test_they_are_answered_in_vietnamese_until_they_choose(commune: Stage) -> None:
    await told(commune, "Lan", "សួស្តី")
    got = await told(commune, "Lan", "mức đóng thấp nhất là bao nhiêu?")
    assert not SCRIPT.search(got)
    assert "(muc-dong-toi-thieu)" in got
