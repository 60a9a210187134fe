"""A day after a meeting: thanks, answers, one tap; and what comes of it within 7 and 30 days."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.domain.calendar import VIET_NAM
from bot.domain.consents import AT_DOOR
from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.facts import Step
from bot.store.engine.database import Transaction
from bot.store.meetings import afterwards
from bot.store.meetings.afterwards import Since
from bot.store.people import addresses, consents
from bot.store.statistics import facts
from tests.stories.conftest import asks
from tests.stories.test_meetings import announced
from tests.stories.test_meetings_door import code
from tests.story import Stage


async def been_there(stage: Stage, *who: str) -> None:
    """They scan the code of the door, and agree to be written to."""
    await announced(stage)
    door = await code(stage, CodeKind.DOOR)
    await wait(stage, "13:05 5/12/2026")
    for one in who:
        for said in (door, "có mặt 1", "đồng ý"):
            await stage.say(one, said)
    stage.heard("")


async def wait(stage: Stage, until: str) -> None:
    """Time passes, and whatever anybody hears meanwhile is another story's."""
    stage.now = datetime.strptime(until, "%H:%M %d/%m/%Y").replace(tzinfo=VIET_NAM)
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    stage.heard("")


async def counted(stage: Stage, *steps: Step) -> list[int]:
    return [await stage.db.read(lambda tx, step=step: facts.total(tx, step)) for step in steps]


async def test_they_are_thanked_once_read_the_answers_and_say_how_it_was(town: Stage) -> None:
    await been_there(town, "Lan", "Na")
    for said in ("hỏi hội nghị 1", "đồng ý", "Đóng 20 năm thì lương hưu bao nhiêu?", "không ghi tên"):
        await town.say("Lan", said)
    for said in ("có mặt 1", "không"):
        await town.say("Mai", said)
    await town.db.run(lambda tx: consents.withdraw_purpose(tx, citizen(tx, town, "Na"), AT_DOOR, town.now))
    town.heard("")
    await town.play("""
        ... until 16:20 5/12/2026
        Minh hears: Hội nghị 1 đã xong. Xin báo kết quả cho Loa trong 24 giờ: Hội nghị khách hàng tháng 12 thứ
          Bảy, 05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        Minh: câu hỏi hội nghị 1
        Bot: Câu hỏi gửi hội nghị 1: Câu hỏi 1: Đóng 20 năm thì lương hưu bao nhiêu? [Trả lời câu 1] [Hội nghị
          1] [Việc của tôi]
        Minh: [Trả lời câu 1]
        Bot: Câu hỏi 1 trả lời sao? Gõ câu trả lời, hoặc gõ dấu hỏi rồi tới điều cần tìm trong câu soạn sẵn, ví
          dụ: ? mức thấp nhất.
        Minh: ? lương hưu
        Bot: Lấy câu nào? [Lương hưu thấp nhất là bao nhiêu? Có mức sàn không?] [Cách tính mức lương hưu
          hằng tháng] [Lương hưu có được tăng không?] [Nhận lương hưu bằng tiền mặt hay
          qua thẻ?]
        Minh: Sau 20 năm, lương hưu tính theo mức đã đóng; cô chú nhắn “tính lương hưu” là Loa tính cho.
        Bot: Câu hỏi gửi hội nghị 1: Câu hỏi 1: Đóng 20 năm thì lương hưu bao nhiêu? Trả lời: Sau 20 năm, lương
          hưu tính theo mức đã đóng; cô chú nhắn “tính lương hưu” là Loa tính cho. [Trả lời câu 1] [Hội nghị 1]
          [Việc của tôi]
        Phuc: trả lời câu hỏi 1
        Bot: Câu hỏi 1 trả lời sao? Gõ câu trả lời, hoặc gõ dấu hỏi rồi tới điều cần tìm trong câu soạn sẵn, ví
          dụ: ? mức thấp nhất.
        Phuc: Không biết nữa
        Bot: Không có câu hỏi đó ở các buổi của mình. [Hội nghị của xã] [Việc của tôi]
        ... until 16:05 6/12/2026
        Lan hears: Dạ, Loa cảm ơn cô chú đã đến dự Hội nghị khách hàng tháng 12. Có người hỏi: Đóng 20 năm thì
          lương hưu bao nhiêu? Sau 20 năm, lương hưu tính theo mức đã đóng; cô chú nhắn “tính lương hưu” là Loa
          tính cho. Buổi này có ích cho cô chú không ạ? Bấm một nút là đủ. [Có ích] [Tạm được] [Ít có ích]
        Minh hears: Loa nhắc: hội nghị 1 còn chưa có báo cáo kết quả. Hội nghị khách hàng tháng 12 thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        Lan: [Có ích]
        Bot: Dạ, Loa cảm ơn cô chú, nhờ vậy cán bộ biết mà làm cho tốt hơn. [Hội nghị gần tôi] [Về đầu]
        Lan: [Tạm được]
        Bot: Dạ, Loa cảm ơn cô chú, nhờ vậy cán bộ biết mà làm cho tốt hơn. [Hội nghị gần tôi] [Về đầu]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Đã đồng ý lúc 13:05 ngày 05/12/2026, bản đồng ý
          door-1. • ghi là cô chú đã có mặt ở hội nghị Đã đồng ý lúc 13:05 ngày 05/12/2026, bản đồng ý
          question-1. • cán bộ đọc câu hỏi cô chú gửi hội nghị, và có thể chiếu lên Hội nghị 1, thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00: cô chú đã đăng ký. Cô chú thấy buổi này: Tạm được Câu hỏi 1 gửi hội
          nghị 1: Đóng 20 năm thì lương hưu bao nhiêu? Cô chú đến bằng mã XHK23; sau 30 ngày Loa quên mã này. Cô
          chú sửa hay xóa lúc nào cũng được. [Xóa câu hỏi 1] [Xóa hết] [Về đầu]
        ... until 9:00 8/12/2026
        Hoa hears: Hội nghị 1 xong đã hai ngày mà chưa có báo cáo kết quả. Hội nghị khách hàng tháng 12 thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        Minh hears: Hội nghị 1 xong đã hai ngày mà chưa có báo cáo kết quả. Hội nghị khách hàng tháng 12 thứ
          Bảy, 05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        Sau hears: Hội nghị 1 xong đã hai ngày mà chưa có báo cáo kết quả. Hội nghị khách hàng tháng 12 thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
    """)
    assert await counted(town, Step.RATED_GOOD, Step.RATED_FAIR, Step.RATED_POOR) == [0, 1, 0]


def citizen(tx: Transaction, stage: Stage, who: str) -> int:
    owner = addresses.owner(tx, stage.address(who))
    assert owner is not None
    return owner.citizen


@pytest.mark.parametrize(("day", "joined"), [("9/12/2026", (1, 1)), ("20/12/2026", (0, 1)), ("15/1/2027", (0, 0))])
async def test_who_joins_after_it_is_measured_and_outlives_her_request(
    stage: Stage, day: str, joined: tuple[int, int]
) -> None:
    await been_there(stage, "Lan")
    await wait(stage, "10:00 7/12/2026")
    await asks(stage, "Lan")
    await stage.say("Minh", "nhận 1")
    await wait(stage, f"10:00 {day}")
    for said in ("kết quả 1", "đã tham gia", "không"):
        await stage.say("Minh", said)
    since = await stage.db.read(lambda tx: afterwards.since(tx, 1))
    assert since == Since(1, *joined)
    for said in ("xóa", "có"):
        await stage.say("Lan", said)
    assert await stage.db.read(lambda tx: afterwards.since(tx, 1)) == since
    assert await counted(stage, Step.MEETING_REQUEST, Step.JOINED_7, Step.JOINED_30) == [1, *joined]


async def test_a_slip_is_taken_off_again_and_who_was_not_there_is_not_counted(stage: Stage) -> None:
    await been_there(stage, "Lan")
    await asks(stage, "Lan")
    await asks(stage, "Hoa", "0987654321")
    for said in ("nhận 1", "kết quả 1", "đã tham gia", "không"):
        await stage.say("Minh", said)
    assert await stage.db.read(lambda tx: afterwards.since(tx, 1)) == Since(1, 1, 1)
    await stage.say("Minh", "hoàn tác 1")
    assert await stage.db.read(lambda tx: afterwards.since(tx, 1)) == Since(1, 0, 0)
    assert await counted(stage, Step.JOINED_7, Step.JOINED_30, Step.REQUEST) == [0, 0, 2]
