"""Guests whom no message reaches: told so, called if they left a number for it, and nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.channels.interface import Undeliverable
from bot.services.meetings import planning
from bot.store.meetings import calls
from bot.store.messages.outbox import Parcel
from bot.store.staff import audit
from tests.stories.test_meetings import PLAN, announced
from tests.story import PaperChannel, Stage


@pytest.fixture
def unreached(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Ba and Tư write from a page that shows messages only to those who look at it."""
    abilities = replace(PaperChannel.plain, reaches=False)
    runtime = stage.runtime

    def with_page(clock: object) -> object:
        made = runtime(clock)  # type: ignore[arg-type]
        return replace(made, abilities={**made.abilities, "plain": abilities})

    stage.runtime = with_page  # type: ignore[assignment]
    stage.jobs = replace(stage.jobs, runtime=stage.runtime(lambda: stage.now))
    stage.reception._runtime = stage.jobs.runtime
    stage.on_plain |= {"Ba", "Tu"}
    return stage


async def comes(stage: Stage, *who: str) -> None:
    for one in who:
        for said in ("đăng ký buổi 1", "chỉ mình tôi", "đồng ý"):
            await stage.say(one, said)
    stage.heard("")


async def test_who_left_a_number_is_called_and_who_did_not_is_not(unreached: Stage) -> None:
    await announced(unreached)
    await comes(unreached, "Tu")
    await unreached.play("""
        Ba: đăng ký buổi 1
        Bot: Dạ, có mấy người đi cùng cô chú? 1. Chỉ mình tôi 2. Một người đi cùng 3. Hai người đi cùng
        Ba: chỉ mình tôi
        Bot: Để giữ chỗ và nhắc cô chú, Loa ghi lại là cô chú sẽ tới buổi này và đi mấy người: không ghi tên,
          không ghi số điện thoại. Cán bộ xã chỉ thấy có bao nhiêu người tới. Loa xóa sau buổi này 90 ngày, hoặc
          lúc nào cô chú bảo. Cô chú đồng ý không? 1. Đồng ý 2. Không đồng ý
        Ba: đồng ý
        Bot: Dạ, Loa đã giữ 1 chỗ cho cô chú, và sẽ nhắc vào chiều tối hôm trước. Hẹn gặp cô chú: thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long Ở đây có khi Loa không nhắn tới cô chú
          được: cô chú ghi lại ngày giờ giúp Loa. Muốn chắc thì để lại số điện thoại, cán bộ gọi thay. 1. Để lại
          số để được gọi 2. Gửi câu hỏi 3. Tôi không đi được 4. Báo tôi buổi mới 5. Về đầu
        Ba: gọi tôi về hội nghị 1
        Bot: Nếu Loa không nhắn tới được, cán bộ xã gọi số này về buổi này, không làm gì khác. Số được niêm
          phong, xóa sau buổi này 90 ngày, hoặc lúc nào cô chú bảo. Cô chú đồng ý không? 1. Đồng ý 2. Không đồng
          ý
        Ba: đồng ý
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Ba: 0912 345 678
        Bot: Dạ, cảm ơn cô chú. Nếu Loa không nhắn được, cán bộ gọi số 0912 345 678. Số này xóa cùng lúc với
          đăng ký. 1. Tôi không đi được 2. Về đầu
        Ba: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý
          meeting-1. • giữ chỗ ở hội nghị và nhắc cô chú Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý
          meeting-call-1. • cán bộ gọi về hội nghị nếu Loa không nhắn tới được Hội nghị 1, thứ Bảy, 05/12/2026,
          từ 14:00 đến 16:00: cô chú đã đăng ký. Số để gọi về buổi này: 0912 345 678 Cô chú sửa hay xóa lúc nào
          cũng được. 1. Xóa hết 2. Về đầu
        ... until 17:01 4/12/2026
        Ba hears: Dạ, Loa nhắc cô chú: hẹn gặp ngày mai. thứ Bảy, 05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp
          3, xã Mỹ Long • Tôi không đi được: nhắn “hủy đăng ký 1”
        Minh hears: Hội nghị 1: có khách Loa không nhắn tới được, nhờ gọi giúp. [Khách cần gọi]
        Tu hears: Dạ, Loa nhắc cô chú: hẹn gặp ngày mai. thứ Bảy, 05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp
          3, xã Mỹ Long • Tôi không đi được: nhắn “hủy đăng ký 1”
        Minh: [Khách cần gọi]
        Bot: Cần gọi về hội nghị 1: 1 khách Hội nghị khách hàng tháng 12 thứ Bảy, 05/12/2026, từ 14:00 đến 16:00
          Nhà văn hóa ấp 3, xã Mỹ Long • Khách 2: 0912 345 678, đi 1 người [Đã gọi khách 2] [Hội nghị 1] [Việc
          của tôi]
        Minh: [Đã gọi khách 2]
        Bot: Hội nghị 1 không có ai cần gọi. [Hội nghị 1] [Việc của tôi]
        Minh: đã gọi khách 1
        Bot: Hội nghị 1 không có ai cần gọi. [Hội nghị 1] [Việc của tôi]
        Lan: gọi khách hội nghị 1
        Bot: (hoi-nghi-tu-van) [Xem thêm] [Gặp người tư vấn trực tiếp] [Số tổng đài hỗ trợ là bao nhiêu?] [Nhờ
          cán bộ gọi] [Về đầu] [Có ích] [Chưa đúng]
    """)
    found = await unreached.db.read(lambda tx: calls.of_meeting(tx, 1))
    assert [(one.guest, one.called_at is not None) for one in found] == [(2, True)]
    looks = await unreached.db.read(lambda tx: audit.entries(tx, 50, 0))
    assert {one.staff for one in looks if one.page == "meeting_calls"} == {"Minh"}


async def test_a_cancelled_meeting_is_told_by_a_call_and_nobody_is_called_against_her_will(unreached: Stage) -> None:
    await announced(unreached)
    await comes(unreached, "Ba")
    for said in ("gọi tôi về hội nghị 1", "đồng ý", "0912 345 678"):
        await unreached.say("Ba", said)
    await unreached.does(lambda context: planning.change(1, replace(PLAN, place="Đình Mỹ Long"), context))
    assert len(await unreached.db.read(lambda tx: calls.of_meeting(tx, 1))) == 1
    for said in ("đừng gọi nữa", "có"):
        await unreached.say("Ba", said)
    assert await unreached.db.read(lambda tx: calls.of_meeting(tx, 1)) == []
    await unreached.does(lambda context: planning.cancel(1, context))
    assert await unreached.db.read(lambda tx: calls.of_meeting(tx, 1)) == []


async def test_a_reminder_that_is_given_up_leads_to_a_call(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await announced(stage)
    await comes(stage, "Lan", "Na")
    for said in ("gọi tôi về hội nghị 1", "đồng ý", "0912 345 678"):
        await stage.say("Lan", said)
    send = PaperChannel.send

    async def refused(self: PaperChannel, parcel: Parcel) -> str:
        if "hẹn gặp ngày mai" in parcel.message.text:
            raise Undeliverable("the window is shut")
        return await send(self, parcel)

    monkeypatch.setattr(PaperChannel, "send", refused)
    stage.heard("")
    await stage.play("""
        ... until 17:01 4/12/2026
        Minh hears: Hội nghị 1: có khách Loa không nhắn tới được, nhờ gọi giúp. [Khách cần gọi]
    """)
    assert [one.guest for one in await stage.db.read(lambda tx: calls.of_meeting(tx, 1))] == [1]
