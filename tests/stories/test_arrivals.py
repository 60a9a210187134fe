"""In a live talk one side's platform is down: who writes is told after a minute, and when the words have arrived."""

from __future__ import annotations

import pytest

from tests.stories.conftest import opens
from tests.story import Stage


@pytest.fixture
async def talk(stage: Stage) -> Stage:
    """Lan and Minh talk."""
    await opens(stage, "Lan", "Đóng theo quý được không?")
    await stage.say("Minh", "trả lời 1")
    await stage.say("Minh", "Chào cô")
    stage.heard("Minh")
    return stage


async def test_the_officer_is_told(talk: Stage) -> None:
    talk.paper.stalled = {"lan"}
    await talk.play("""
        Minh: Dạ đóng quý được
        ... 45 seconds
        Minh: Cô cần gì nữa không ạ?
        ... 45 seconds
        Minh hears: Số 1: tin mình gửi chưa tới được người dân vì paper đang trục trặc. Loa vẫn đang gửi, tới nơi thì
          Loa báo.
        ... 2 minutes
    """)
    talk.paper.stalled = set()
    await talk.play("""
        ... 10 minutes
        Lan hears: Cán bộ Minh: Dạ đóng quý được
        Lan hears: Cán bộ Minh: Cô cần gì nữa không ạ?
        ... 15 seconds
        Minh hears: Số 1: tin mình gửi đã tới người dân rồi.
        ... 2 minutes
    """)


async def test_the_citizen_is_told(talk: Stage) -> None:
    talk.paper.stalled = {"minh"}
    await talk.play("""
        Lan: con ơi
        ... 70 seconds
        Lan hears: Dạ, tin cô chú gửi chưa tới được cán bộ. Loa vẫn đang gửi, tới nơi thì Loa báo.
        ... 2 minutes
    """)
    talk.paper.stalled = set()
    await talk.play("""
        ... 10 minutes
        Minh hears: Số 1 · Người dân: con ơi [Câu soạn sẵn]
        ... 15 seconds
        Lan hears: Dạ, tin cô chú gửi đã tới cán bộ rồi.
        ... 1 minute
    """)


async def test_what_arrives_in_time_is_not_spoken_of(talk: Stage) -> None:
    await talk.play("""
        Minh: Dạ đóng quý được
        Lan hears: Cán bộ Minh: Dạ đóng quý được
        Lan: dạ
        Minh hears: Số 1 · Người dân: dạ [Câu soạn sẵn]
        ... 2 minutes
    """)
    talk.paper.stalled = {"lan"}
    await talk.play("""
        Minh: Cô nhớ mang căn cước
        ... 30 seconds
    """)
    talk.paper.stalled = set()
    await talk.play("""
        ... 20 seconds
        Lan hears: Cán bộ Minh: Cô nhớ mang căn cước
        ... 2 minutes
    """)


async def test_when_the_talk_is_over_nobody_is_told(talk: Stage) -> None:
    talk.paper.stalled = {"lan"}
    await talk.play("""
        Minh: Dạ đóng quý được
        Minh: kết thúc
        Bot: Đã kết thúc câu hỏi số 1. Từ giờ mình nhắn gì là nói với Loa. [Đề xuất cho biên tập]
        ... 2 minutes
    """)
    talk.paper.stalled = set()
