"""At the door: the code that counts, being there, asking, joining there and then; what the officer sees of it."""

from __future__ import annotations

from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.facts import Step
from bot.services.context import Context
from bot.services.meetings.door import code_of
from bot.store.meetings import queries
from bot.store.statistics import facts
from tests.stories.test_meetings import announced
from tests.story import Stage


async def code(stage: Stage, kind: CodeKind, number: int = 1) -> str:
    def work(context: Context) -> str:
        found = queries.get(context.tx, number)
        assert found is not None
        return code_of(found, kind, context).code

    return await stage.does(work)


async def test_the_printed_code_shows_the_meeting_and_the_one_of_the_door_is_another(stage: Stage) -> None:
    await announced(stage)
    printed, door = await code(stage, CodeKind.MEETING), await code(stage, CodeKind.DOOR)
    assert printed != door
    await stage.say("Lan", printed)
    assert "Hội nghị khách hàng tháng 12" in stage.heard("Lan")[-1]
    await stage.say("Lan", f"đăng ký {printed}")
    assert "có mấy người đi cùng" in stage.heard("Lan")[-1]
    await stage.say("Hoa", f"đến rồi, mã {door.lower()}")
    await stage.say("Lan", door)
    assert any("từ 13:00 ngày 05/12/2026 mới tính" in line for line in stage.heard("Lan"))
    found = await stage.db.read(lambda tx: queries.get(tx, 1))
    assert found is not None
    assert found.scanned == 0
    shown = await stage.db.read(lambda tx: facts.total(tx, Step.ARRIVAL))
    assert shown >= 2


async def test_who_scans_is_counted_once_asks_and_joins(town: Stage) -> None:
    await announced(town)
    door = await code(town, CodeKind.DOOR)
    await town.play("""
        ... until 13:05 5/12/2026
    """)
    for _again in range(2):
        await town.say("Lan", door)
        assert "Chào mừng cô chú đến dự" in town.heard("Lan")[-1]
    await town.play("""
        Lan: [Tôi có mặt]
        Bot: Để sau buổi này gửi lời cảm ơn và câu trả lời, Loa ghi lại là cô chú có mặt: không ghi tên, không
          ghi số điện thoại. Cán bộ xã chỉ thấy có bao nhiêu người. Loa xóa sau buổi này 90 ngày, hoặc lúc nào
          cô chú bảo. Cô chú đồng ý không? [Đồng ý] [Không đồng ý]
        Lan: [Đồng ý]
        Bot: Dạ, cảm ơn cô chú. Sau buổi này Loa gửi câu trả lời cho những gì bà con hỏi. Bây giờ cô chú cần gì
          không ạ? [Nhận tin] [Gửi câu hỏi] [Tôi muốn tham gia ngay] [Để lại số điện thoại] [Về đầu]
        Lan: [Gửi câu hỏi]
        Bot: Cán bộ xã đọc câu hỏi của cô chú và có thể chiếu lên màn hình ở buổi này; tên chỉ có nếu cô chú
          ghi. Loa xóa sau buổi này 90 ngày, hoặc lúc nào cô chú bảo. Cô chú đồng ý không? [Đồng ý] [Không đồng
          ý]
        Lan: [Đồng ý]
        Bot: Cô chú muốn hỏi gì?
        Lan: Đóng 20 năm thì lương hưu bao nhiêu?
        Bot: Cô chú có muốn ghi tên không? Gõ tên, hoặc bấm nút. [Không ghi tên]
        Lan: [Không ghi tên]
        Bot: Dạ, cảm ơn cô chú. Cán bộ đã nhận câu hỏi. Gõ “dữ liệu của tôi” là thấy lại; ở đó cô chú rút lại
          được. [Hỏi thêm] [Về đầu]
        Minh: hội nghị 1
        Bot: Hội nghị 1 Hội nghị khách hàng tháng 12 thứ Bảy, 05/12/2026, từ 14:00 đến 16:00 Ở đâu: Nhà văn hóa
          ấp 3, xã Mỹ Long Tổ chức: UBND xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có.
          Không có cũng cứ đến. Còn 2 chỗ Đã đăng ký: 1 người Mã để in và để nhắn trên Zalo: XHK22 Đã quét mã ở
          cửa: 1 Câu hỏi đã gửi: 1 [Câu hỏi] [Dời] [Sửa] [Hủy buổi này] [Việc của tôi]
        Minh: [Câu hỏi]
        Bot: Câu hỏi gửi hội nghị 1: Câu hỏi 1: Đóng 20 năm thì lương hưu bao nhiêu? [Chiếu câu 1] [Hội nghị 1]
          [Việc của tôi]
        Minh: [Chiếu câu 1]
        Bot: Câu hỏi gửi hội nghị 1: Câu hỏi 1: Đóng 20 năm thì lương hưu bao nhiêu? (đang chiếu) [Thôi chiếu
          câu 1] [Hội nghị 1] [Việc của tôi]
        Minh: [Thôi chiếu câu 1]
        Bot: Câu hỏi gửi hội nghị 1: Câu hỏi 1: Đóng 20 năm thì lương hưu bao nhiêu? [Chiếu câu 1] [Hội nghị 1]
          [Việc của tôi]
        Phuc: câu hỏi hội nghị 1
        Bot: Câu hỏi gửi hội nghị 1: Câu hỏi 1: Đóng 20 năm thì lương hưu bao nhiêu? [Hội nghị 1] [Việc của tôi]
        Phuc: chiếu câu 1
        Bot: Không có câu hỏi đó ở các buổi của mình. [Hội nghị của xã] [Việc của tôi]
        Lan: tham gia ngay 1
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912 345 678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long
        Bot: Dạ, Loa đọc lại: cán bộ xã Mỹ Long, tỉnh Vĩnh Long sẽ gọi Lan theo số 0912 345 678. Đúng chưa ạ?
          [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: có
        Bot: Dạ, Loa đã báo nhân viên thu ở đây. Mời cô chú tới bàn và nói: yêu cầu 1. Dạ, cảm ơn Lan. Yêu cầu
          mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00 ngày 07/12/2026. Có người nhận
          là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn
          lúc 13:06 ngày 05/12/2026 [Nhận] [Chuyển]
        Minh hears: Ở hội nghị 1 có người muốn tham gia ngay: yêu cầu 1. [Yêu cầu số 1]
        Phuc hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn
          lúc 13:06 ngày 05/12/2026 [Nhận] [Chuyển]
        Phuc hears: Ở hội nghị 1 có người muốn tham gia ngay: yêu cầu 1. [Yêu cầu số 1]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện
          thoại: 0912 345 678 Nơi ở: xã Mỹ Long Mã đã dùng khi đến: XHK23 Đã đồng ý lúc 13:05 ngày 05/12/2026,
          bản đồng ý door-1. • ghi là cô chú đã có mặt ở hội nghị Đã đồng ý lúc 13:05 ngày 05/12/2026, bản đồng
          ý question-1. • cán bộ đọc câu hỏi cô chú gửi hội nghị, và có thể chiếu lên Đã đồng ý lúc 13:06 ngày
          05/12/2026, bản đồng ý 2026-11-24. • cán bộ xã gọi lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Hội
          nghị 1, thứ Bảy, 05/12/2026, từ 14:00 đến 16:00: cô chú đã đăng ký. Câu hỏi 1 gửi hội nghị 1: Đóng 20
          năm thì lương hưu bao nhiêu? Cô chú đến bằng mã XHK23; sau 30 ngày Loa quên mã này. Cô chú sửa hay xóa
          lúc nào cũng được. [Xóa câu hỏi 1] [Sửa lại] [Đừng chuyển cho nơi khác] [Đừng gọi nữa] [Xóa hết] [Về
          đầu]
        Lan: [Xóa câu hỏi 1]
        Bot: Dạ, Loa đã xóa câu hỏi đó. [Dữ liệu của tôi] [Về đầu]
        Minh: câu hỏi hội nghị 1
        Bot: Chưa ai gửi câu hỏi cho hội nghị 1. [Hội nghị 1] [Việc của tôi]
    """)
    assert await town.db.read(lambda tx: facts.total(tx, Step.SCANNED)) == 1


async def test_who_agrees_to_nothing_is_counted_and_nothing_more(stage: Stage) -> None:
    await announced(stage)
    door = await code(stage, CodeKind.DOOR)
    await stage.play("""
        ... until 13:05 5/12/2026
    """)
    await stage.say("Lan", door)
    stage.heard("Lan")
    await stage.play("""
        Lan: có mặt 1
        Bot: Để sau buổi này gửi lời cảm ơn và câu trả lời, Loa ghi lại là cô chú có mặt: không ghi tên, không
          ghi số điện thoại. Cán bộ xã chỉ thấy có bao nhiêu người. Loa xóa sau buổi này 90 ngày, hoặc lúc nào
          cô chú bảo. Cô chú đồng ý không? [Đồng ý] [Không đồng ý]
        Lan: không
        Bot: Dạ, Loa không ghi gì cả. Mời cô chú vào dự; cần gì cứ hỏi Loa. [Về đầu]
        Lan: hỏi tại hội nghị 1
        Bot: Cán bộ xã đọc câu hỏi của cô chú và có thể chiếu lên màn hình ở buổi này; tên chỉ có nếu cô chú
          ghi. Loa xóa sau buổi này 90 ngày, hoặc lúc nào cô chú bảo. Cô chú đồng ý không? [Đồng ý] [Không đồng
          ý]
        Lan: [Không đồng ý]
        Bot: Dạ, Loa không ghi gì cả. Cô chú cũng có thể hỏi ngay tại buổi. [Hội nghị 1] [Về đầu]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Cô chú đến bằng mã XHK23; sau 30 ngày Loa quên mã
          này. Cô chú sửa hay xóa lúc nào cũng được. [Xóa hết] [Về đầu]
    """)
