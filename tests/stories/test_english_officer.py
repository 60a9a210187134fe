"""Officers who chose English read English, whatever happens to a request; their colleagues go on in Vietnamese."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from bot.domain.events.cases import CaseEvent, CaseEventKind
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import LeadState
from bot.domain.people import Role
from bot.services.cases.announcements import tell as tell_of_case
from bot.services.cases.who_hears import HEARS as CASE_HEARS
from bot.services.context import Runtime
from bot.services.leads.announcements import tell
from bot.services.leads.who_hears import HEARS
from bot.store.cases import queries as cases
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.messages.serialization import read_message
from bot.store.scheduling import due
from bot.store.staff import members as staff
from bot.store.tables import parcel
from tests.sealed import opened
from tests.stories.conftest import MY_LONG, asks, hire, opens
from tests.story import Stage

MARKS = re.compile(r"[áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ]", re.I)


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
          [Not ours] [Note] [Undo]
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
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    stage.heard("Lan")
    await stage.say("Phúc", "[Trả lời]")
    lines = [line for line in stage.heard("Phúc") if line.startswith("Minh")]
    assert lines == ["Minh hears: (edited) Question 1: Phúc is answering."]


async def test_whatever_happens_to_a_request_each_reads_their_own_language(stage: Stage) -> None:
    """Every row of the table: Minh, who reads English, is told of it; Lan, who asked, reads Vietnamese."""
    await two_officers(stage)
    await asks(stage, "Lan")
    await stage.settle()
    for kind, hears in HEARS.items():
        told = await stage.db.run(partial(happens, kind, stage.runtime(lambda: stage.now)))
        for_staff = any((hears.holder, hears.office, hears.former, hears.copies))
        assert bool(told.get("minh")) == for_staff, kind
        assert bool(told.get("lan")) == (hears.asker is not None), kind
        assert not any(MARKS.search(without_names(text)) for text in told.get("minh", [])), (kind, told["minh"])
        assert all(MARKS.search(without_names(text)) for text in told.get("lan", [])), (kind, told["lan"])


async def test_whatever_happens_to_a_live_question_each_reads_their_own_language(stage: Stage) -> None:
    await two_officers(stage)
    await opens(stage, "Lan", "Abc?")
    await stage.settle()
    for kind, hears in CASE_HEARS.items():
        told = await stage.db.run(partial(happens_to_case, kind, stage.runtime(lambda: stage.now)))
        for_staff = any((hears.holder, hears.office, hears.former, hears.copies and kind != "forgotten"))
        assert bool(told.get("minh")) == for_staff, kind
        assert bool(told.get("lan")) == (hears.asker is not None), kind
        assert not any(MARKS.search(without_names(text)) for text in told.get("minh", [])), (kind, told["minh"])
        assert all(MARKS.search(without_names(text)) for text in told.get("lan", [])), (kind, told["lan"])


def happens(kind: EventKind, runtime: Runtime, tx: Transaction) -> dict[str, list[str]]:
    """What each chat is told of such an event of request 1, which Minh has, or had, or is to take."""
    due.drop(tx, "gather", 1)  # Each event comes alone, not in a burst.
    minh, lead = staff.get(tx, 1), leads.get(tx, 1)
    assert minh is not None
    assert lead is not None
    if HEARS[kind].office is None:
        lead = replace(lead, taken_by=minh.id, taken_name=minh.name, state=LeadState.TAKEN)
    lead = replace(lead, call_on=date(2026, 11, 30))
    tell(LeadEvent(kind, lead, "Minh", former=minh.id), runtime.context(tx, runtime.clock(), f"test-{kind}"))
    return posted(tx, f"test-{kind}:")


def happens_to_case(kind: CaseEventKind, runtime: Runtime, tx: Transaction) -> dict[str, list[str]]:
    minh, case = staff.get(tx, 1), cases.get(tx, 1)
    assert minh is not None
    assert case is not None
    hears = CASE_HEARS[kind]
    if hears.holder is not None or hears.former is not None:
        case = replace(case, taken_by=minh.id, taken_name=minh.name)
    asked = (minh,) if hears.office is not None else ()
    tell_of_case(CaseEvent(kind, case, "Minh", asked, actor=2), runtime.context(tx, runtime.clock(), f"test-{kind}"))
    return posted(tx, f"test-{kind}:")


def posted(tx: Transaction, prefix: str) -> dict[str, list[str]]:
    """The words of the parcels of that turn, with their buttons, by chat."""
    told: dict[str, list[str]] = {}
    for row in tx.connection.execute(parcel.select().where(parcel.c.key.startswith(prefix))):
        message = read_message(opened(tx, parcel.c.body, row))
        told.setdefault(row.chat, []).append(" ".join((message.text, *(button.label for button in message.buttons))))
    return told


def without_names(text: str) -> str:
    """The text without what is called the same in both languages, and without what is to be typed."""
    for name in ("xã Mỹ Long", "Phúc", "trả lại 1", "kết thúc"):
        text = text.replace(name, "")
    return text
