"""What was difficult, and what officers propose: asked once a month, answered in the chat, read in the report."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import func, select

from bot.domain.calendar import local
from bot.domain.messages import Say
from bot.domain.people import Role
from bot.domain.reports.periods import read
from bot.reports.results.gathering import gathered, unit_named
from bot.reports.results.report import Report
from bot.runtime.content import Knowing
from bot.services.context import Context
from bot.services.notify import notify
from bot.store.engine.database import Database, Transaction
from bot.store.reports import remarks
from bot.store.staff import members as staff
from bot.store.tables import audit, report_remark
from bot.words import languages, verbatim
from tests.content import ROOT
from tests.stories.conftest import MY_LONG, hire
from tests.story import Stage

BEN_TRE, TRA_VINH = "28789", "29242"
NOVEMBER = "2026-11"


@pytest.fixture
async def asked(stage: Stage) -> Stage:
    """The morning after November is closed: Minh is asked what was difficult."""
    stage.paper.closings = True
    await stage.play("""
        ... until 8:00 24/11/2026
        ... until 8:00 1/12/2026
        Hoa hears: Báo cáo tháng 11/2026 đã sẵn sàng. Chưa gửi báo cáo tháng 11/2026: Tỉnh Vĩnh Long [Số liệu
          tháng trước]
        Minh hears: Sổ tháng 11/2026 đã khóa. Mình có gì khó khăn, vướng mắc hay đề xuất không ạ? Mình trả lời ngay
          ở đây, đừng ghi tên bà con. [Ghi khó khăn, đề xuất] [Số liệu tháng trước]
    """)
    return stage


async def report(db: Database, knowing: Knowing, now: datetime, unit: str = "") -> Report:
    """The report of November as it would be sent."""
    library, vietnamese = knowing.knowledge.library, languages(ROOT / "locales")["vi"]

    def whole(tx: Transaction) -> Report:
        found = unit_named(tx, library, unit)
        assert found is not None
        return gathered(tx, library, found, read(NOVEMBER), vietnamese, local(now).date()).report

    return await db.read(whole)


async def asks_again(stage: Stage) -> None:
    """Minh is asked once more."""

    def ask(context: Context) -> None:
        minh = staff.at(context.tx, stage.address("Minh"))
        assert minh is not None
        notify(context, minh, Say(verbatim("?")), f"{remarks.ASKS}{NOVEMBER}")

    await stage.does(ask)
    stage.heard("Minh")


async def kept(stage: Stage) -> list[tuple[str, str, str]]:
    found = await stage.db.read(lambda tx: remarks.of(tx, [NOVEMBER], []))
    return [(one.kind, one.commune, one.text) for one in found]


async def test_the_answer_is_understood_read_back_and_stands_in_the_report(asked: Stage, knowing: Knowing) -> None:
    await asked.play("""
        Minh: Đường xa, bà con đi biển suốt, gọi 0912 345 678 không gặp
        Bot: Mình có đề xuất, kiến nghị gì không ạ? [Không có gì]
        Minh: xin thêm 200 tờ rơi tiếng Khmer
        Bot: Loa ghi vào báo cáo tháng 11/2026, Xã Mỹ Long: • Khó khăn: Đường xa, bà con đi biển suốt, gọi [số điện
          thoại] không gặp • Đề xuất: xin thêm 200 tờ rơi tiếng Khmer [Ghi vào báo cáo] [Sửa lại]
        Minh: [Ghi vào báo cáo]
        Bot: Đã ghi vào báo cáo tháng 11/2026. Cảm ơn mình! [Bỏ phần vừa ghi] [Việc của tôi]
    """)
    words = "Xã Mỹ Long: Đường xa, bà con đi biển suốt, gọi [số điện thoại] không gặp"
    for unit in ("", MY_LONG):
        whole = await report(asked.db, knowing, asked.now, unit)
        assert whole.difficulties == (words,)
        assert whole.proposals == ("Xã Mỹ Long: xin thêm 200 tờ rơi tiếng Khmer",)
    assert (await report(asked.db, knowing, asked.now, TRA_VINH)).difficulties == ()
    rows = select(func.count()).where(audit.c.page == "report_remark", audit.c.refused.is_(False))
    assert await asked.db.read(lambda tx: tx.connection.scalar(rows)) == 1
    sealed = await asked.db.read(lambda tx: tx.connection.scalars(select(report_remark.c.text)).all())
    assert all("Đường xa".encode() not in one for one in sealed)


async def test_what_was_noted_is_taken_back_whole_and_by_its_writer_alone(asked: Stage) -> None:
    await asked.play("""
        Minh: khó khăn: mưa nhiều. Đề xuất: hoãn hội nghị
        Bot: Loa ghi vào báo cáo tháng 11/2026, Xã Mỹ Long: • Khó khăn: mưa nhiều • Đề xuất: hoãn hội nghị [Ghi vào
          báo cáo] [Sửa lại]
        Minh: [Sửa lại]
        Bot: Dạ, cần sửa chỗ nào? Cô chú bấm nút, hoặc gõ luôn điều đúng. [Khó khăn] [Đề xuất]
        Minh: [Khó khăn]
        Bot: Trong tháng 11/2026 mình gặp khó khăn, vướng mắc gì ạ? Mình ghi vài câu, đừng ghi tên bà con. [Không có
          gì]
        Minh: mưa suốt tháng
        Bot: Loa ghi vào báo cáo tháng 11/2026, Xã Mỹ Long: • Khó khăn: mưa suốt tháng • Đề xuất: hoãn hội nghị [Ghi
          vào báo cáo] [Sửa lại]
        Minh: [Ghi vào báo cáo]
        Bot: Đã ghi vào báo cáo tháng 11/2026. Cảm ơn mình! [Bỏ phần vừa ghi] [Việc của tôi]
    """)
    assert len(await kept(asked)) == 2
    first = (await asked.db.read(lambda tx: remarks.of(tx, [NOVEMBER], [])))[0]
    assert await asked.db.run(lambda tx: remarks.take_back(tx, first.number, first.written_by + 1)) == 0
    await asked.play("""
        Minh: [Bỏ phần vừa ghi]
        Bot: Đã bỏ phần ghi đó. [Ghi khó khăn, đề xuất] [Việc của tôi]
        Minh: [Bỏ phần vừa ghi]
        Bot: Loa không thấy phần ghi đó của mình. [Ghi khó khăn, đề xuất] [Việc của tôi]
    """)
    assert await kept(asked) == []


async def test_nothing_is_an_answer_too_and_gives_way_to_something(asked: Stage, knowing: Knowing) -> None:
    await asked.play("""
        Minh: Dạ không có gì
        Bot: Đã ghi: tháng 11/2026 không có gì vướng mắc. Cảm ơn mình! [Bỏ phần vừa ghi] [Việc của tôi]
    """)
    assert await kept(asked) == [("nothing", MY_LONG, "")]
    whole = await report(asked.db, knowing, asked.now)
    assert (whole.difficulties, whole.proposals) == ((), ())
    for said in ("ghi khó khăn", "thiếu máy in", "không", "có"):
        await asked.say("Minh", said)
    asked.heard("Minh")
    assert await kept(asked) == [("difficulty", MY_LONG, "thiếu máy in")]
    for said in ("khó khăn: thiếu máy in", "không có gì", "có"):
        await asked.say("Minh", said)
    assert await kept(asked) == [("difficulty", MY_LONG, "thiếu máy in")], "the same once more is the same"


async def test_a_reply_to_the_question_is_its_answer_days_later(asked: Stage) -> None:
    await asked.play("""
        Minh: việc của tôi
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
        ... 3 days
        Minh: <re Sổ tháng 11/2026> Đề nghị tập huấn lại cho đại lý
        Bot: Loa ghi vào báo cáo tháng 11/2026, Xã Mỹ Long: • Đề xuất: Đề nghị tập huấn lại cho đại lý [Ghi vào
          báo cáo] [Sửa lại]
    """)


async def test_work_and_questions_stay_what_they_are(asked: Stage) -> None:
    """Right after being asked, an officer may also do something else."""
    for said in (
        "đóng bao nhiêu một tháng?",
        "42 người, 17 nữ",
        "cảm ơn Loa",
        "báo cáo tháng trước",
        "17 không nghe máy",
    ):
        await asks_again(asked)
        await asked.say("Minh", said)
        assert "Mình có đề xuất" not in " ".join(asked.heard("Minh")), said
    await asks_again(asked)
    await asked.say("Minh", "Đường xa quá trời")
    assert "Mình có đề xuất" in " ".join(asked.heard("Minh")), "straight after the question"
    for said in ("thôi", "Đường xa quá trời"):
        await asked.say("Minh", said)
    assert "Mình có đề xuất" not in " ".join(asked.heard("Minh")), "something else was said since"
    await asked.say("Lan", "khó khăn: nhà nghèo quá")
    assert "báo cáo" not in " ".join(asked.heard("Lan")), "a citizen is heard as one"
    assert await kept(asked) == []


async def test_who_serves_several_communes_says_which(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Ba"), "Ba", Role.OFFICER, [MY_LONG, TRA_VINH]))
    await stage.db.run(lambda tx: hire(tx, stage.address("Tu"), "Tư", Role.SUPERVISOR, [BEN_TRE]))
    await stage.play("""
        Ba: khó khăn: chưa có máy in
        Bot: Mình có đề xuất, kiến nghị gì không ạ? [Không có gì]
        Ba: không
        Bot: Việc đó ở xã, phường nào ạ? [Phường Trà Vinh] [Xã Mỹ Long]
        Ba: Mỹ Long
        Bot: Loa ghi vào báo cáo tháng 11/2026, Xã Mỹ Long: • Khó khăn: chưa có máy in [Ghi vào báo cáo] [Sửa lại]
        Ba: ghi vào báo cáo
        Bot: Đã ghi vào báo cáo tháng 11/2026. Cảm ơn mình! [Bỏ phần vừa ghi] [Việc của tôi]
        Tu: đề xuất: thêm tờ rơi
        Bot: Loa ghi vào báo cáo tháng 11/2026, Phường Bến Tre: • Đề xuất: thêm tờ rơi [Ghi vào báo cáo] [Sửa lại]
        Tu: có
        Bot: Đã ghi vào báo cáo tháng 11/2026. Cảm ơn mình! [Bỏ phần vừa ghi] [Việc của tôi]
    """)
    assert await kept(stage) == [("difficulty", MY_LONG, "chưa có máy in"), ("proposal", BEN_TRE, "thêm tờ rơi")]
