"""Who does not answer the reminders to pay is called, if they left a number for that, and nobody else is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import func, select

from bot.domain.calendar import VIET_NAM
from bot.domain.commands.payments import RecordPayerCall
from bot.domain.messages import Say
from bot.domain.outreach.payments import CallOutcome
from bot.domain.outreach.steps import Step
from bot.domain.people import Role, Staff
from bot.services.context import Context
from bot.services.payments import calling
from bot.store.engine.database import Transaction
from bot.store.people import payment_calls
from bot.store.staff import audit, members
from bot.store.tables import due, fact, payment_reminder
from tests.stories.conftest import MY_LONG, hire
from tests.story import Stage
from tests.web.board.site import context_of

once = pytest.mark.parametrize("way", ["usual"])
"""What restarts and doubles do to such talk, the first story shows."""


async def staffed(stage: Stage) -> None:
    """Phúc collects in Mỹ Long, beside Minh, who is its officer."""
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.COLLECTOR, [MY_LONG]))


async def reminded(stage: Stage, who: str, *, call: bool = True) -> None:
    """Pays every month, until December; may be called."""
    for said in ("nhắc tôi đóng", "đồng ý", "đóng hằng tháng tới hết tháng 12"):
        await stage.say(who, said)
    for said in ("cho gọi nhắc", "đồng ý", "0912 345 678", "xã Mỹ Long, Cầu Ngang") if call else ():
        await stage.say(who, said)
    stage.heard("")


async def days(stage: Stage, until: tuple[int, int, int]) -> None:
    """Until that morning what is planned about paying happens in its time, and nobody says a word."""
    end = datetime(*until, 8, 1, tzinfo=VIET_NAM)
    coming = select(due.c.at).where(due.c.what == "payment", due.c.at <= end).order_by(due.c.at)
    while (at := await stage.db.read(lambda tx: tx.connection.execute(coming).scalar())) is not None:
        stage.now = max(stage.now, at)
        await stage.db.run(stage.jobs.due)
        await stage.settle()
    stage.now = end


async def counted(stage: Stage, *steps: Step) -> list[tuple[str, str, str]]:
    """What the ledger counts of these: step, commune, topic."""
    rows = select(fact.c.step, fact.c.unit, fact.c.topic).where(fact.c.step.in_([step.value for step in steps]))
    found = await stage.db.read(lambda tx: tx.connection.execute(rows.order_by(fact.c.step)).all())
    return [(row[0], row[1], row[2]) for row in found]


async def on_the_list(stage: Stage) -> None:
    """Lan has answered nothing until she is to be called, and Phúc, who has heard of it, calls."""
    await staffed(stage)
    await reminded(stage, "Lan")
    await days(stage, (2027, 2, 16))
    await stage.say("Phuc", "nhận gọi nhắc 1")
    stage.heard("")


async def test_from_silence_to_a_call_and_on_with_the_rhythm(stage: Stage) -> None:
    await staffed(stage)
    await reminded(stage, "Mai", call=False)
    await reminded(stage, "Lan", call=False)
    await stage.play("""
        Lan: cho gọi nhắc
        Bot: Nếu Loa nhắc mà mấy ngày không thấy cô chú trả lời, nhân viên thu hoặc cán bộ xã gọi số này hỏi
          việc đóng, không làm gì khác. Số được niêm phong, xóa cùng lúc với lời nhắc, hoặc lúc nào cô chú bảo.
          Cô chú đồng ý không? [Đồng ý] [Không đồng ý]
        Lan: [Đồng ý]
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912 345 678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long, Cầu Ngang
        Bot: Dạ, cảm ơn cô chú. Nếu Loa nhắc mà cô chú chưa trả lời, nhân viên thu của xã Mỹ Long gọi số 0912
          345 678. [Đừng gọi nữa] [Đổi cách] [Ngừng nhắc] [Về đầu]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý
          dong-2026-11-30. • Loa nhắn cho cô chú khi sắp tới hạn đóng Đã đồng ý lúc 09:00 ngày 23/11/2026, bản
          đồng ý payment-call-1. • nhân viên thu gọi về việc đóng nếu cô chú không trả lời lời nhắc Loa nhắn cho
          cô chú khi sắp tới hạn đóng. Việc đóng: hằng tháng, đã đóng tới hết tháng 12/2026. Số để gọi nhắc
          đóng: 0912 345 678 Cô chú sửa hay xóa lúc nào cũng được. [Đổi cách] [Ngừng nhắc] [Đừng gọi nữa] [Xóa
          hết] [Về đầu]
    """)
    await days(stage, (2027, 2, 15))
    stage.heard("")
    await stage.play("""
        ... until 8:01 16/2/2027
        Phuc hears: xã Mỹ Long: có người chưa trả lời lời nhắc đóng, nhờ gọi giúp. [Gọi nhắc đóng]
        Phuc: gọi nhắc
        Bot: Cần gọi nhắc đóng: 1 người • Số 2, xã Mỹ Long: đóng hằng tháng, đã đóng tới hết tháng 12/2026, hạn
          31/01/2027. [Nhận gọi số 2] [Việc của tôi]
        Phuc: [Nhận gọi số 2]
        Bot: Gọi nhắc số 2, xã Mỹ Long: 0912 345 678 đóng hằng tháng, đã đóng tới hết tháng 12/2026, hạn
          31/01/2027. Người này đồng ý được gọi về việc đóng: xin chỉ hỏi việc đó. [Kết quả gọi số 2] [Gọi nhắc
          đóng] [Việc của tôi]
        Minh: gọi nhắc
        Bot: Không có ai cần gọi nhắc đóng. [Việc của tôi]
        Minh: nhận gọi nhắc 2
        Bot: Số 2 đã có đồng nghiệp nhận gọi. [Gọi nhắc đóng] [Việc của tôi]
        Phuc: [Kết quả gọi số 2]
        Bot: Gọi nhắc số 2: kết quả thế nào? [Đã đóng đúng hạn] [Mới đóng lại] [Nhờ nhắc lại] [Thôi đóng: chưa
          có tiền] [Thôi đóng: đi làm có BHXH bắt buộc] [Thôi đóng: lý do khác] [Không nghe máy] [Sai số]
        Phuc: [Mới đóng lại]
        Bot: Đã ghi, cảm ơn anh chị. Số 2 xong. [Gọi nhắc đóng] [Việc của tôi]
        Lan hears: Dạ, người gọi cho cô chú ghi là cô chú đã đóng. Nếu chưa đúng, cô chú bấm “Đổi cách”. Cô chú
          đóng hằng tháng, đã đóng tới hết tháng 01/2027. Lần đóng tới nộp chậm nhất ngày 28/02/2027. Loa sẽ
          nhắc cô chú ngày 25/02/2027. [Đổi cách] [Ngừng nhắc] [Về đầu]
        Phuc: kết quả gọi nhắc 2
        Bot: Gọi nhắc số 2: kết quả thế nào? [Đã đóng đúng hạn] [Mới đóng lại] [Nhờ nhắc lại] [Thôi đóng: chưa
          có tiền] [Thôi đóng: đi làm có BHXH bắt buộc] [Thôi đóng: lý do khác] [Không nghe máy] [Sai số]
        Phuc: [Mới đóng lại]
        Bot: Không có ai mang số đó cần gọi nhắc đóng. [Gọi nhắc đóng] [Việc của tôi]
    """)
    steps = Step.PAYMENT_TO_CALL, Step.PAYMENT_CALLED, Step.PAYS_AGAIN
    assert await counted(stage, *steps) == [
        ("payment_called", MY_LONG, ""),
        ("payment_to_call", MY_LONG, ""),
        ("pays_again", MY_LONG, "month"),
    ]
    looks = await stage.db.read(lambda tx: audit.entries(tx, 50, 0))
    assert {one.staff for one in looks if one.page == "payment_calls"} == {"Phúc"}


@once
@pytest.mark.parametrize(
    ("said", "step", "topic"),
    [
        ("Đã đóng đúng hạn", Step.KEEPS_PAYING, "month"),
        ("Mới đóng lại", Step.PAYS_AGAIN, "month"),
        ("Thôi đóng: chưa có tiền", Step.STOPPED_PAYING, "money"),
        ("Thôi đóng: đi làm có BHXH bắt buộc", Step.STOPPED_PAYING, "compulsory"),
        ("Thôi đóng: lý do khác", Step.STOPPED_PAYING, "other"),
    ],
)
async def test_what_came_of_it_is_counted_and_who_stopped_is_forgotten(
    stage: Stage, said: str, step: Step, topic: str
) -> None:
    await on_the_list(stage)
    await stage.say("Phuc", "kết quả gọi nhắc 1")
    await stage.say("Phuc", f"[{said}]" if stage.heard("Phuc") else "")
    assert await counted(stage, Step.KEEPS_PAYING, Step.PAYS_AGAIN, Step.STOPPED_PAYING) == [(step, MY_LONG, topic)]
    rows = await stage.db.read(lambda tx: tx.connection.execute(select(payment_reminder.c.to_call)).all())
    assert [tuple(row) for row in rows] == ([] if step is Step.STOPPED_PAYING else [(None,)])
    heard = stage.heard("Phuc")
    assert len([line for line in heard if line.startswith("Lan hears")]) == 1
    await days(stage, (2027, 3, 20))
    assert bool(stage.heard("")) is (step is not Step.STOPPED_PAYING)


@once
async def test_who_asks_again_is_reminded_once_more_and_not_called_twice(stage: Stage) -> None:
    await on_the_list(stage)
    await stage.say("Phuc", "kết quả gọi nhắc 1")
    stage.heard("")
    await stage.say("Phuc", "[Nhờ nhắc lại]")
    stage.heard("")
    await days(stage, (2027, 4, 1))
    assert [line[:10] for line in stage.heard("")] == ["Lan hears:"]


@once
async def test_three_calls_in_vain_are_enough_and_a_wrong_number_is_forgotten(stage: Stage) -> None:
    await on_the_list(stage)
    for _each in range(3):
        await stage.say("Phuc", "kết quả gọi nhắc 1")
        stage.heard("")
        await stage.say("Phuc", "[Không nghe máy]")
    assert stage.heard("Phuc") == ["Bot: Đã ghi, cảm ơn anh chị. Số 1 xong. [Gọi nhắc đóng] [Việc của tôi]"]
    assert await stage.db.read(lambda tx: payment_calls.get(tx, 1)) is None
    for said in ("đổi cách", "đóng hằng tháng tới hết tháng 1"):
        await stage.say("Lan", said)
    await days(stage, (2027, 3, 12))
    stage.heard("")
    for said in ("nhận gọi nhắc 1", "kết quả gọi nhắc 1", "sai số"):
        await stage.say("Phuc", said)
    assert await stage.db.read(lambda tx: payment_calls.number_of(tx, 1)) is None


@once
async def test_who_answers_in_time_or_takes_it_back_is_not_called(stage: Stage) -> None:
    await staffed(stage)
    for who in ("Lan", "Mai", "Tam", "Bay", "Tu"):
        await reminded(stage, who)
    await days(stage, (2027, 2, 12))
    for who, *said in (
        ("Lan", "đã đóng"),
        ("Mai", "ngừng nhắc"),
        ("Tam", "đừng gọi nữa", "có"),
        ("Bay", "xóa", "có"),
        ("Tu", "nhắc sau"),
    ):
        for line in said:
            await stage.say(who, line)
    stage.heard("")
    await days(stage, (2027, 2, 17))
    told = [line for line in stage.heard("") if line.startswith(("Phuc", "Minh", "Hoa"))]
    assert [line for line in told if not line.startswith("Hoa hears: Tuần qua")] == []


@once
async def test_a_call_is_left_lying_and_the_supervisor_hears_once(stage: Stage) -> None:
    await on_the_list(stage)
    await stage.play("""
        ... until 8:01 18/2/2027
        Hoa hears: xã Mỹ Long: còn người cần gọi nhắc đóng mà chưa ai gọi xong. [Gọi nhắc đóng]
        ... until 8:01 20/2/2027
        Minh: nhận gọi nhắc 1
        Bot: Gọi nhắc số 1, xã Mỹ Long: 0912 345 678 đóng hằng tháng, đã đóng tới hết tháng 12/2026, hạn
          31/01/2027. Người này đồng ý được gọi về việc đóng: xin chỉ hỏi việc đó. [Kết quả gọi số 1] [Gọi nhắc
          đóng] [Việc của tôi]
    """)


@once
async def test_of_many_who_call_at_once_one_does_and_what_came_of_it_counts_once(stage: Stage) -> None:
    await staffed(stage)
    await reminded(stage, "Lan")
    await days(stage, (2027, 2, 16))
    names = [f"Tư {number}" for number in range(6)]
    for name in names:
        await stage.db.run(lambda tx, name=name: hire(tx, stage.address(name), name, Role.COLLECTOR, [MY_LONG]))
    many = [one for one in await stage.db.read(members.all_staff) if one.name in names]
    assert len(many) == len(names)

    async def at_once(work: Callable[[Staff, Context], Say]) -> list[Say]:
        def turn(member: Staff) -> Callable[[Transaction], Say]:
            return lambda tx: work(member, context_of(tx, stage.now, f"turn of {member.id}"))

        return await asyncio.gather(*(stage.db.run(turn(one)) for one in many))

    taken = await at_once(lambda member, context: calling.take(1, member, context))
    assert ["0912 345 678" in repr(said) for said in taken].count(True) == 1
    assert await stage.db.run(lambda tx: payment_calls.free(tx, 1))
    kept = RecordPayerCall(1, CallOutcome.KEPT)
    noted = await at_once(lambda member, context: calling.record(kept, member, context))
    assert [said.words.msgid.startswith("Noted") for said in noted].count(True) == 1
    times = select(func.sum(fact.c.times)).where(fact.c.step == Step.PAYMENT_CALLED.value)
    assert await stage.db.read(lambda tx: tx.connection.execute(times).scalar()) == 1


@once
async def test_staff_of_another_commune_learn_nothing_and_that_they_tried_is_on_record(stage: Stage) -> None:
    await on_the_list(stage)
    await stage.db.run(lambda tx: hire(tx, stage.address("Sau"), "Sáu", Role.COLLECTOR, ["29416"]))
    await stage.play("""
        Sau: gọi nhắc
        Bot: Không có ai cần gọi nhắc đóng. [Việc của tôi]
        Sau: nhận gọi nhắc 1
        Bot: Không có ai mang số đó cần gọi nhắc đóng. [Gọi nhắc đóng] [Việc của tôi]
    """)
    looks = await stage.db.read(lambda tx: audit.entries(tx, 50, 0, refused=True))
    assert [(one.staff, one.page) for one in looks] == [("Sáu", "payment_calls")]


@once
async def test_what_the_clock_plans_goes_with_the_rhythm(stage: Stage) -> None:
    await on_the_list(stage)
    await stage.say("Lan", "ngừng nhắc")
    left = await stage.db.read(
        lambda tx: tx.connection.execute(select(due.c.about).where(due.c.what == "payment")).all()
    )
    assert left == []
    stage.heard("")
    await stage.say("Phuc", "gọi nhắc")
    assert stage.heard("Phuc") == ["Bot: Không có ai cần gọi nhắc đóng. [Việc của tôi]"]
