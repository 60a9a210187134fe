"""What staff are shown of citizens in their chats is on record, and so is what they were refused."""

from __future__ import annotations

from structlog.testing import capture_logs

from bot.domain.people import Role
from bot.store.staff import audit
from tests.stories.conftest import asks, hire, opens
from tests.story import Stage

TRA_VINH, BEN_TRE = "29242", "28789"


async def looks(stage: Stage) -> list[tuple[str, str, tuple[int, ...], bool]]:
    found = await stage.db.read(lambda tx: audit.entries(tx, 100, 0))
    return [(look.staff, look.page, look.leads, look.refused) for look in reversed(found)]


async def test_cards_lists_and_what_was_looked_up(stage: Stage) -> None:
    await asks(stage, "Lan")
    await asks(stage, "Hanh", "0987654321")
    for said in ("việc của tôi", "xem 2", "nhận 1", "quá hạn"):
        await stage.say("Minh", said)
    assert await looks(stage) == [
        ("Minh", "told", (1,), False),
        ("Minh", "told", (2,), False),
        ("Minh", "chat", (1, 2), False),
        ("Minh", "chat", (2,), False),
        ("Minh", "chat", (1,), False),
    ], "where nothing was late nobody was shown"


async def test_a_supervisor_of_another_place_is_refused_and_it_is_logged(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Bay"), "Bảy", Role.SUPERVISOR, [TRA_VINH, BEN_TRE]))
    await asks(stage, "Lan")
    with capture_logs() as logs:
        await stage.play("""
            Bay: xem 1
            Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
            Bay: nhận 1
            Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
            Bay: xem 99
            Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
            Bay: việc của tôi
            Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
        """)
    refused = [line["lead"] for line in logs if line["event"] == "look_refused"]
    assert refused == [1, 1, 99]
    assert [look for look in await looks(stage) if look[0] == "Bảy"] == [
        ("Bảy", "chat", (1,), True),
        ("Bảy", "chat", (1,), True),
        ("Bảy", "chat", (99,), True),
    ]


async def test_live_questions_are_on_record_like_requests(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Bay"), "Bảy", Role.OFFICER, [TRA_VINH]))
    await opens(stage, "Lan", "mức thấp nhất")
    for who, said in (
        ("Bay", "trả lời 1"),
        ("Minh", "[Trả lời]"),
        ("Minh", "Dạ 330.000 đồng."),
        ("Minh", "kết thúc"),
        ("Minh", "[Đề xuất cho biên tập]"),
    ):
        await stage.say(who, said)
        stage.heard(who)
    found = await stage.db.read(lambda tx: audit.entries(tx, 100, 0, case=1))
    assert [(look.staff, look.page, look.refused) for look in reversed(found)] == [
        ("Minh", "told", False),
        ("Bảy", "case_open", True),
        ("Minh", "case_take", False),
        ("Minh", "case_open", False),
        ("Minh", "case_answer", False),
        ("Minh", "case_close", False),
        ("Minh", "case_proposed", False),
    ]
