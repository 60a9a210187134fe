"""What was said last is read aloud: a voice message where the channel carries one, else a page that plays it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from bot.channels.media.speech import ANSWERS, PERSONAL
from bot.domain.messages import Media, Message
from bot.services.context import Runtime
from tests.stories.conftest import opens
from tests.story import Stage


@pytest.fixture
async def speaking(stage: Stage) -> Stage:
    """The stage of a province that has set a speech program."""
    made = stage.runtime

    def runtime(clock: Callable[[], datetime]) -> Runtime:
        return replace(made(clock), speech=True, board="https://loa.example")

    stage.runtime = runtime
    await stage.restart()
    return stage


async def hears(stage: Stage, who: str, *said: str) -> list[Message]:
    """What somebody gets for the last of these."""
    for one in said:
        before = len(stage.last.get(who.lower(), []))
        await stage.say(who, one)
        stage.heard(who)
    return stage.last[who.lower()][before:]


def sounds(messages: list[Message]) -> list[Media]:
    return [message.media for message in messages if message.media is not None]


def labels(messages: list[Message]) -> list[str]:
    return [button.label for message in messages for button in message.buttons]


QUESTION = "mức đóng thấp nhất là bao nhiêu?"


async def test_an_answer_is_read_aloud_and_so_is_all_that_follows(speaking: Stage) -> None:
    answer = await hears(speaking, "Lan", QUESTION)
    assert "Nghe" in labels(answer)
    assert sounds(answer) == []
    read, told = sounds(await hears(speaking, "Lan", "[Nghe]"))
    assert (read.channel, read.account, read.name) == (ANSWERS, "vi", "loa.ogg")
    assert read.ref.startswith(answer[0].text.partition("\n")[0])
    assert "ba trăm ba mươi nghìn đồng" in read.ref
    assert "330.000" not in read.ref
    assert "thôi đọc" in told.ref
    (greeting,) = sounds(await hears(speaking, "Lan", "menu"))
    assert "ba. Nhờ cán bộ gọi" in greeting.ref, "buttons are read too"
    await hears(speaking, "Lan", "thôi đọc")
    assert sounds(await hears(speaking, "Lan", QUESTION)) == []


@pytest.mark.parametrize(
    "asked", ["đọc cho tôi nghe", "doc to len", "nghe", "đọc cho tôi nghe với", "toi khong biet chu", "listen"]
)
async def test_it_is_asked_for_in_ones_own_words(speaking: Stage, asked: str) -> None:
    read, _told = sounds(await hears(speaking, "Lan", QUESTION, asked))
    assert "ba trăm ba mươi nghìn đồng" in read.ref


async def test_a_sum_is_read_with_what_was_said_of_the_group_and_kept_nowhere(speaking: Stage) -> None:
    (asked, *_more) = sounds(await hears(speaking, "Lan", "nghe", "tính mức đóng"))
    assert asked.channel == PERSONAL
    assert "thu nhập" in asked.ref
    read = sounds(await hears(speaking, "Lan", "2 triệu", "hộ cận nghèo"))
    assert {one.channel for one in read} == {PERSONAL}
    assert "hai triệu đồng" in " ".join(one.ref for one in read)


async def test_it_can_be_asked_for_inside_a_form_which_stays_open(speaking: Stage) -> None:
    heard = sounds(await hears(speaking, "Lan", "tính mức đóng", "đọc cho tôi nghe"))
    assert any("thu nhập" in one.ref for one in heard), "the open question is read too"
    assert "Nhà nước" in (await hears(speaking, "Lan", "2 triệu"))[0].text


async def test_where_no_voice_is_carried_a_page_plays_it(speaking: Stage) -> None:
    speaking.on_plain.add("Lan")
    told = await hears(speaking, "Lan", QUESTION, "nghe")
    assert "Nghe: https://loa.example/listen/" in told[0].text
    assert sounds(told) == []


async def test_what_an_officer_writes_is_read_aloud_to_the_citizen_alone(speaking: Stage) -> None:
    await hears(speaking, "Lan", "nghe")
    await opens(speaking, "Lan", "sổ của tôi mất rồi")
    await speaking.say("Minh", "[Trả lời]")
    await speaking.say("Minh", "cô cứ bình tĩnh nha")
    speaking.heard("")
    assert any("cô cứ bình tĩnh nha" in one.ref for one in sounds(speaking.last["lan"]))
    assert sounds(speaking.last["minh"]) == []


async def test_deleting_everything_ends_it(speaking: Stage) -> None:
    await hears(speaking, "Lan", "nghe", "xóa", "có")
    assert sounds(await hears(speaking, "Lan", QUESTION)) == []


async def test_nobody_else_hears_it(speaking: Stage) -> None:
    await hears(speaking, "Lan", "nghe")
    assert sounds(await hears(speaking, "Mai", QUESTION)) == []


async def test_without_a_program_the_web_page_is_named(stage: Stage) -> None:
    assert "Nghe" not in labels(await hears(stage, "Lan", QUESTION))
    assert "“Đọc to”" in (await hears(stage, "Lan", "đọc cho tôi nghe"))[0].text
