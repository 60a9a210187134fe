"""What a named person has released is read in Khmer, and only that; everything else is told by an officer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import cast

import pytest

from bot.library.files.khmer import drafts_in
from bot.library.translations import CONSENT, FILE, GREETING, MENU, Release, Translation
from bot.runtime.content import Knowing
from tests.content import CONTENT
from tests.story import MONDAY, Stage

SCRIPT = re.compile(r"[\u1780-\u17ff]")
LEAST, WHO = "muc-dong-toi-thieu", "ai-duoc-tham-gia"
LEAST_TITLE, WHO_TITLE = "បង់តិចបំផុតប៉ុន្មាន?", "អ្នកណាអាចចូលរួមបាន?"


@pytest.fixture
def release(knowing: Knowing, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets those drafts go, as if somebody had read them."""
    library = knowing.knowledge.library
    drafts = {one.id: one for one in drafts_in((CONTENT / FILE).read_text(encoding="utf-8"), library)}

    def by_name(*ids: str) -> None:
        for id_ in ids:
            draft = drafts[id_]
            object.__setattr__(draft, "release", Release("Sơn Thị Sa", MONDAY.date(), draft.mark))
            assert draft.released
            monkeypatch.setitem(cast(dict[str, Translation], library.khmer), id_, draft)

    return by_name


async def told(stage: Stage, who: str, text: str) -> str:
    await stage.say(who, text)
    return "\n".join(stage.heard(who))


async def test_before_a_release_a_call_is_offered_and_nothing_else_in_khmer(stage: Stage) -> None:
    got = await told(stage, "Lan", "សួស្តី")
    assert SCRIPT.findall(got) == SCRIPT.findall("ភាសាខ្មែរ"), "nothing but the name of the language"
    assert "[Nhờ cán bộ gọi]" in got
    got = await told(stage, "Lan", LEAST_TITLE)
    assert SCRIPT.findall(got) == SCRIPT.findall("ភាសាខ្មែរ"), "nor is a draft found by its own title"


async def test_one_released_answer_is_read_in_khmer_and_only_that(stage: Stage, release: Callable[..., None]) -> None:
    release(LEAST)
    got = await told(stage, "Lan", "សួស្តី")
    assert "Dạ, Loa mới có chừng này bằng tiếng Khmer" in got
    assert f"[{LEAST_TITLE}]" in got
    assert "[Nhờ cán bộ gọi]" in got
    assert WHO_TITLE not in got
    assert "ជម្រាបសួរ" not in got, "the greeting is not released"
    got = await told(stage, "Lan", f"[{LEAST_TITLE}]")
    assert "បង់តិចបំផុត 330.000 ដុង" in got
    assert "Căn cứ" in got
    assert "[Nhờ cán bộ gọi]" in got
    assert WHO_TITLE not in got
    got = await told(stage, "Lan", "mức đóng thấp nhất là bao nhiêu?")
    assert not SCRIPT.search(got), "who asks in Vietnamese is answered in it"


async def test_the_first_words_the_menu_and_consent_are_told_as_far_as_they_are_released(
    stage: Stage, release: Callable[..., None]
) -> None:
    release(GREETING, MENU, CONSENT, LEAST, WHO)
    got = await told(stage, "Lan", "nói tiếng Khmer được không")
    assert got.index("ជម្រាបសួរបងប្អូន") < got.index("សូមចុចសំណួរមួយ")
    assert f"[{LEAST_TITLE}]" in got
    assert f"[{WHO_TITLE}]" in got
    got = await told(stage, "Lan", "[Nhờ cán bộ gọi]")
    assert "តើបងប្អូនយល់ព្រមទេ?" in got
    assert "Để cán bộ gọi lại, Loa" in got, "what is agreed to is the text of the version"


async def test_the_menu_says_tap_a_question_only_where_there_is_one(stage: Stage, release: Callable[..., None]) -> None:
    release(GREETING, MENU)
    got = await told(stage, "Lan", "សួស្តី")
    assert "ជម្រាបសួរ" in got
    assert "សូមចុច" not in got
    assert "Loa chưa nói được tiếng Khmer" in got


async def test_a_button_of_a_text_that_is_taken_back_leads_to_a_call(
    stage: Stage, release: Callable[..., None], knowing: Knowing, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(LEAST)
    await told(stage, "Lan", "សួស្តី")
    monkeypatch.delitem(cast(dict[str, Translation], knowing.knowledge.library.khmer), LEAST)
    got = await told(stage, "Lan", f"[{LEAST_TITLE}]")
    assert "បង់តិចបំផុត" not in got
    assert "[Nhờ cán bộ gọi]" in got


async def test_while_a_figure_is_only_announced_nothing_is_said_of_it_in_khmer(
    stage: Stage, release: Callable[..., None]
) -> None:
    release(LEAST)
    stage.now = datetime.combine(date(2027, 1, 5), MONDAY.timetz())
    got = await told(stage, "Lan", "សួស្តី")
    assert LEAST_TITLE not in got
    assert "[Nhờ cán bộ gọi]" in got
