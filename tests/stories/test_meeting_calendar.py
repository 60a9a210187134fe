"""The calendar file of a meeting: where one's places are listed, on the meeting itself, and anew when it has moved."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.services.meetings import planning
from tests.stories.test_meetings import PLAN, announced
from tests.story import Stage

LABEL = "Ghi vào lịch điện thoại"
LINK = re.compile(r"https://loa\.example/calendar/(\d+)-(\d+)-[\w-]+\.ics")


async def with_a_board(stage: Stage) -> None:
    plain = stage.runtime
    stage.runtime = lambda clock: replace(plain(clock), board="https://loa.example")
    await stage.restart()


async def links(stage: Stage, who: str, said: str = "") -> list[tuple[str, str]]:
    """Number and end of life of each link that they get."""
    if said:
        await stage.say(who, said)
    return LINK.findall(" ".join(stage.heard(who)))


async def test_the_file_is_offered_wherever_the_meeting_is(stage: Stage) -> None:
    await with_a_board(stage)
    number = await announced(stage)
    assert len(await links(stage, "Lan", "xem hội nghị 1")) == 1, "before one registers, too"
    for said in ("đăng ký hội nghị 1", "chỉ mình tôi", "đồng ý"):
        await stage.say("Lan", said)
    (registered,) = await links(stage, "Lan")
    assert await links(stage, "Lan", "hội nghị của tôi") == [registered]
    later = replace(PLAN, starts=PLAN.starts.replace(day=6), ends=PLAN.ends.replace(day=6))
    await stage.does(lambda context: planning.change(number, later, context))
    (moved,) = await links(stage, "Lan")
    assert moved[0] == registered[0]
    assert int(moved[1]) - int(registered[1]) == 24 * 60 * 60, "a new file, as long good as the new day asks"
    assert await links(stage, "Lan", "vẫn đi 1") == [moved]
    second = await announced(stage, replace(PLAN, title="Buổi khác"))
    for said in (f"đăng ký hội nghị {second}", "chỉ mình tôi", "đồng ý"):
        await stage.say("Lan", said)
    stage.heard("Lan")
    await stage.say("Lan", "hội nghị của tôi")
    both = " ".join(stage.heard("Lan"))
    assert len(LINK.findall(both)) == 2
    assert LABEL not in both, "which is which is said"


async def test_who_moves_up_gets_it_and_without_an_address_nobody_does(stage: Stage) -> None:
    await announced(stage, replace(PLAN, seats=1))
    for who in ("Lan", "Nga"):
        for said in ("đăng ký hội nghị 1", "chỉ mình tôi", "đồng ý"):
            await stage.say(who, said)
    assert not await links(stage, "Nga", "hội nghị của tôi"), "Loa has no address of its own here"
    await with_a_board(stage)
    await stage.say("Lan", "hủy đăng ký 1")
    assert len(await links(stage, "")) == 1
