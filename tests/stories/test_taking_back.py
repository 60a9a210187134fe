"""Who has all deleted is believed, and the officer is told what has been taken back: only what has."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.people import Role
from tests.stories.conftest import MY_LONG, hire, opens
from tests.story import Stage

ASKED = ("Minh hears: Câu hỏi số 1: người dân đã xóa hết, mà có tin Loa đã chuyển tới đây không thu lại được. "
         "Nhờ mình tự xóa giúp.")  # fmt: skip
TELLS = ("Minh hears: Câu hỏi số 1: người dân đã xóa hết. Loa đang thu lại những gì đã chuyển tới đây; xin đừng giữ gì "
         "về câu hỏi này.")  # fmt: skip
BACK = "Minh hears: (taken back) (đã xóa)"


async def talks(stage: Stage) -> None:
    """Minh has the card, the open talk, and a line of Lan's."""
    await opens(stage, "Lan", "Tôi bị bệnh, đóng tiếp được không?")
    for who, said in (("Minh", "trả lời 1"), ("Lan", "tôi bị tiểu đường"), ("Lan", "xóa")):
        await stage.say(who, said)
    stage.heard("Minh")


async def erases(stage: Stage, who: str = "Minh") -> list[str]:
    """What the officer hears when Lan has all deleted."""
    await stage.say("Lan", "[Có, xóa đi]")
    await stage.settle()
    return [line for line in stage.heard("Lan") if line.startswith(who)]


async def test_what_can_be_taken_back_is(stage: Stage) -> None:
    await talks(stage)
    assert await erases(stage) == [BACK, BACK, BACK, TELLS]


async def test_what_the_platform_keeps_the_officer_is_asked_to_delete(stage: Stage) -> None:
    await talks(stage)
    stage.paper.keeps = True
    assert sorted(await erases(stage)) == sorted([TELLS, ASKED])


async def test_where_nothing_can_be_changed_the_officer_is_asked_at_once(stage: Stage) -> None:
    stage.on_plain.add("Tam")
    await stage.db.run(lambda tx: hire(tx, stage.address("Tam"), "Tâm", Role.OFFICER, [MY_LONG]))
    await opens(stage, "Lan", "Tôi bị bệnh, đóng tiếp được không?")
    for who, said in (("Minh", "người khác 1"), ("Tam", "trả lời 1"), ("Lan", "tôi bị tiểu đường"), ("Lan", "xóa")):
        await stage.say(who, said)
    stage.heard("Minh")
    heard = await erases(stage, "Tam")
    assert sorted(heard) == sorted([TELLS.replace("Minh", "Tam"), ASKED.replace("Minh", "Tam")])


async def test_it_is_tried_however_old_it_is(stage: Stage) -> None:
    await talks(stage)
    stage.now += timedelta(days=5)
    assert await erases(stage) == [BACK, BACK, BACK, TELLS]
