"""A line that its writer changes is changed on the other side of a live talk, and is nothing else anywhere."""

from __future__ import annotations

import pytest

from bot.domain.messages import Incoming
from bot.store.cases import queries as cases
from tests.stories.conftest import opens
from tests.story import Stage


@pytest.fixture
async def talk(stage: Stage) -> Stage:
    """Lan and Minh talk."""
    await opens(stage, "Lan", "Đóng theo quý được không?")
    for who, said in (("Minh", "trả lời 1"), ("Minh", "Dạ được 3 tháng một lần"), ("Lan", "tôi sinh năm 1970")):
        await stage.say(who, said)
    stage.heard("Minh")
    return stage


async def test_both_sides_read_it_as_it_is_now(talk: Stage) -> None:
    await talk.play("""
        Lan: <edits tôi sinh năm 1970> tôi sinh năm 1975
        Minh hears: (edited) Số 1 · Người dân (sửa lại): tôi sinh năm 1975 [Nói với số 1] [Câu soạn sẵn]
        Minh: <edits Dạ được 3 tháng một lần> Dạ được 3 hoặc 6 tháng một lần
        Lan hears: (edited) Cán bộ Minh (sửa lại): Dạ được 3 hoặc 6 tháng một lần
    """)
    said = [line.text for line in await talk.db.read(lambda tx: cases.lines(tx, 1)) if line.side != "before"]
    assert said[-2:] == ["(sửa lại) tôi sinh năm 1975", "(sửa lại) Dạ được 3 hoặc 6 tháng một lần"]


async def test_a_number_that_is_edited_in_is_hidden_too(talk: Stage) -> None:
    await talk.say("Lan", "<edits tôi sinh năm 1970> gọi tôi số 0912345678")
    assert "0912345678" not in " ".join(talk.heard(""))


@pytest.mark.parametrize("command", ["kết thúc", "xóa", "menu"])
async def test_a_command_that_is_edited_in_is_none(talk: Stage, command: str) -> None:
    await talk.play(f"""
        Lan: <edits tôi sinh năm 1970> {command}
        Minh hears: (edited) Số 1 · Người dân (sửa lại): {command} [Nói với số 1] [Câu soạn sẵn]
        Lan: con ơi
        Minh hears: Số 1 · Người dân: con ơi [Câu soạn sẵn]
    """)


async def test_outside_of_a_live_talk_nothing_happens(stage: Stage) -> None:
    await stage.say("Lan", "mức thấp nhất")
    await stage.say("Minh", "việc của tôi")
    stage.heard("Lan")
    await stage.play("""
        Lan: <edits mức thấp nhất> xóa
        Minh: <edits việc của tôi> nghỉ hôm nay
    """)


async def test_what_went_to_nobody_is_left_alone(talk: Stage) -> None:
    """A command of Minh's, which Loa answered, and a line of Lan's from before the talk."""
    await talk.say("Minh", "việc của tôi")
    talk.heard("Minh")
    await talk.play("""
        Minh: <edits việc của tôi> dạ cô đợi con
        Lan: <edits hỏi cán bộ> hỏi bác sĩ
    """)


async def test_a_change_of_nobody_knows_which_line_changes_none(talk: Stage) -> None:
    await talk.send(Incoming("e1", talk.address("Lan"), "edited", "tôi sinh năm 1975", sender="lan"))
    assert talk.heard("Lan") == []


async def test_the_officer_who_has_turned_to_another_question_changes_the_line_where_it_went(talk: Stage) -> None:
    await opens(talk, "Tuan", "Đóng theo năm được không?")
    await talk.say("Minh", "trả lời 2")
    talk.heard("Minh")
    await talk.play("""
        Minh: <edits Dạ được 3 tháng một lần> Dạ được 6 tháng một lần
        Lan hears: (edited) Cán bộ Minh (sửa lại): Dạ được 6 tháng một lần
    """)


async def test_a_question_below_a_photo_is_answered(stage: Stage) -> None:
    note = "Dạ, Loa chưa xem được hình hay nghe được tiếng, nên Loa theo những gì cô chú viết kèm."
    for what in ("photo", "voice"):
        await stage.say("Lan", f"<{what}> mức đóng thấp nhất là bao nhiêu?")
        (heard,) = stage.heard("Lan")
        assert heard.startswith(f"Bot: {note}")
        assert "330.000 đồng" in heard
    await stage.say("Lan", "<photo> menu")
    assert "Nhờ cán bộ gọi" in " ".join(stage.heard("Lan"))


async def test_a_caption_answers_the_question_of_a_form(stage: Stage) -> None:
    for said in ("0", "đồng ý"):
        await stage.say("Lan", said)
    stage.heard("Lan")
    await stage.say("Lan", "<photo> Nguyễn Thị Lan")
    assert "gọi số nào" in " ".join(stage.heard("Lan"))
