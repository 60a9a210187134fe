"""Officers who chose English read English, whatever happens to a request; their colleagues go on in Vietnamese."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.people import Role
from tests.stories.conftest import MY_LONG, asks, hire
from tests.stories.test_live import opens
from tests.story import Stage


async def two_officers(stage: Stage) -> None:
    """Minh reads English; Phúc, in the same commune, reads Vietnamese."""
    await stage.db.run(lambda tx: hire(tx, stage.address("Phúc"), "Phúc", Role.OFFICER, [MY_LONG]))
    for said in ("english", "[English]"):
        await stage.say("Minh", said)
        stage.heard("Minh")


async def test_who_takes_a_request_reads_english(stage: Stage) -> None:
    await two_officers(stage)
    await asks(stage, "Lan")
    await stage.play("""
        Minh: nhận 1
        Bot: (edited) Request 1: see the newer message below.
        Bot: It is yours. Please call, then tap “Outcome”. Request 1: taken Name: Lan Phone: 0912 345 678
          Commune: xã Mỹ Long Asked at 09:00, 23 November 2026 Minh has it. – 09:00, 23 November 2026: asked –
          09:00, 23 November 2026: told to staff – 09:00, 23 November 2026, Minh: taken [Outcome] [Another day]
          [Not ours] [Note]
        Lan hears: Dạ, có tin vui: cán bộ Minh phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm
          nhất là 17:00 ngày 25/11/2026.
        Phúc hears: (edited) Yêu cầu số 1: Minh đã nhận.
    """)


async def test_whose_request_is_taken_over_reads_english(stage: Stage) -> None:
    await two_officers(stage)
    await asks(stage, "Lan")
    await stage.say("Minh", "nhận 1")
    stage.heard("Minh")
    await stage.play("""
        ... 5 days
        Hoa hears: Minh ở xã Mỹ Long vẫn chưa gọi; ai gọi được thì nhận thay giúp: Yêu cầu số 1: Minh đã nhận.
          [Nhận thay]
        Lan hears: Dạ, Loa xin lỗi: yêu cầu số 1 tới giờ vẫn chưa có người gọi. Loa đã báo lên tỉnh. Cần gấp thì
          cô chú gọi 1900 9068.
    """)
    await stage.say("Phúc", "nhận thay 1")
    assert [line for line in stage.heard("Phúc") if line.startswith("Minh")] == [
        "Minh hears: (edited) Request 1: Phúc has it.",
        "Minh hears: Phúc has taken over request 1.",
    ]


async def test_who_has_a_request_that_is_withdrawn_reads_english(stage: Stage) -> None:
    await two_officers(stage)
    await asks(stage, "Lan")
    await stage.say("Minh", "nhận 1")
    for said in ("xóa", "có"):
        stage.heard("Lan")
        await stage.say("Lan", said)
    lines = [line for line in stage.heard("Lan") if "hears" in line]
    withdrawn = "Request 1 has been withdrawn by the citizen. Please do not call."
    assert [line for line in lines if line.startswith("Minh")] == [
        f"Minh hears: (edited) {withdrawn}",
        f"Minh hears: (edited) {withdrawn}",
        f"Minh hears: {withdrawn}",
    ]


async def test_who_was_asked_a_live_question_that_another_answers_reads_english(stage: Stage) -> None:
    await two_officers(stage)
    await opens(stage, "Lan", "Sổ của tôi đóng ở đâu?")
    stage.now += timedelta(minutes=20)
    await stage.db.run(stage.consequences.due)
    await stage.settle()
    stage.heard("Lan")
    await stage.say("Phúc", "[Trả lời]")
    lines = [line for line in stage.heard("Phúc") if line.startswith("Minh")]
    assert lines == ["Minh hears: (edited) Question 1: Phúc is answering."]
