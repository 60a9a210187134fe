"""What comes in the middle of things: a request is given away, an officer leaves, a citizen withdraws while called."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.services.staff.leaving import leave
from bot.store.staff import members as staff
from tests.stories.conftest import MY_LONG, asks, hire
from tests.story import Stage


@pytest.fixture
async def town(stage: Stage) -> Stage:
    """Beside Minh: Phúc, who collects in the same commune."""
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.COLLECTOR, [MY_LONG]))
    return stage


async def test_given_to_a_colleague_by_name(town: Stage) -> None:
    await asks(town, "Lan")
    await town.say("Minh", "nhận 1")
    town.heard("Minh")
    await town.play("""
        Phuc: giao 1
        Bot: Chỉ người đang giữ yêu cầu mới chuyển được. [Việc của tôi]
        Minh: giao 1
        Bot: Yêu cầu số 1: giao cho ai? [Hoa] [Phúc]
        Minh: [Phúc]
        Bot: (edited) Yêu cầu số 1: Phúc đã nhận.
        Bot: Yêu cầu số 1 giờ do Phúc giữ. [Hoàn tác] [Việc của tôi]
        Lan hears: Dạ, yêu cầu số 1 của cô chú giờ do cán bộ Phúc phụ trách xã Mỹ Long giữ và sẽ gọi cho cô chú.
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Minh giao cho mình: «Lan's request: đã nhận» Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển]
          [Ghi chú]
        Phuc: việc của tôi
        Bot: Mình đang giữ 1 yêu cầu; còn 0 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: đã nhận [Yêu cầu số 1]
    """)


async def test_an_officer_leaves_for_good(town: Stage) -> None:
    """She has called once, and a second call is agreed; she sits in a dialogue too."""
    await asks(town, "Lan")
    await asks(town, "Hanh", "0987654321")
    for said in ("nhận 1", "hẹn lại 1", "27/11", "nhận 2", "gọi xong 2"):
        await town.say("Minh", said)
        town.heard("Minh")
    minh = (await town.db.read(staff.all_staff))[0]
    await town.does(lambda context: leave(minh.id, context))
    await town.play("""
        ... 1 minute
        Hanh hears: Dạ, người định gọi cô chú về yêu cầu số 2 có việc bận; Loa đang báo người khác gọi thay.
        Lan hears: Dạ, người định gọi cô chú về yêu cầu số 1 có việc bận; Loa đang báo người khác gọi thay.
        Minh hears: (edited) Yêu cầu số 1 không còn hiện ở đây nữa.
        Minh hears: (edited) Yêu cầu số 2 không còn hiện ở đây nữa.
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Minh đã thôi việc nên yêu cầu này cần người khác: «Lan's request: mới, chưa ai nhận» [Nhận]
          [Chuyển]
        Phuc hears: (edited) Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện thoại: 0987 654 321 Nơi ở: xã Mỹ
          Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Minh: sẽ tham gia
        Bot: Dạ, Loa chưa chắc hiểu đúng ý. Có phải cô chú hỏi: [Đăng ký tham gia BHXH tự nguyện ở đâu?] [Bao nhiêu
          tuổi thì được tham gia?] [Đăng ký qua mạng được không?] [Nhờ cán bộ gọi] [Về đầu]
        Minh: việc của tôi
        Bot: Dạ, Loa không xem được hồ sơ riêng của ai, và để an toàn cô chú đừng gửi số căn cước hay mã số BHXH
          vào đây nhé. Cô chú xem trên ứng dụng VssID, hoặc bấm "Nhờ cán bộ gọi" để được kiểm tra giúp ạ. [Nhờ cán
          bộ gọi] [Về đầu]
        Phuc: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. «Lan's request: đã nhận» Phúc đang giữ. –
          09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026, Minh: đã
          nhận – 09:01 ngày 23/11/2026, Minh: sẽ gọi lại – 09:02 ngày 23/11/2026: trả lại – 09:02 ngày
          23/11/2026, Phúc: đã nhận [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]
        Lan hears: «Phúc has taken 1»
        Phuc: việc của tôi
        Bot: Mình đang giữ 1 yêu cầu; còn 1 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: đã nhận 2. Hanh, xã Mỹ
          Long: mới, chưa ai nhận [Yêu cầu số 1] [Yêu cầu số 2]
    """)


async def test_withdrawn_while_she_is_called(town: Stage) -> None:
    """Minh has her on the phone, with the outcome open on the screen, when she has everything deleted."""
    await asks(town, "Lan")
    for said in ("nhận 1", "gọi xong 1"):
        await town.say("Minh", said)
        town.heard("Minh")
    await town.play("""
        Lan: xóa
        Bot: «shall all be erased?»
        Lan: có
        Bot: «all is erased»
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Minh hears: Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Phuc hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Minh: sẽ tham gia
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: có
        Bot: Gõ ghi chú giúp Loa.
        Minh: nhà ở gần chợ
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Chỉ người đang giữ yêu cầu mới ghi kết quả được. Yêu cầu số 1: người dân rút lại Nơi ở: xã Mỹ Long
          Nhắn lúc 09:00 ngày 23/11/2026 – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ –
          09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026: người dân rút lại
        Minh: xem 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Yêu cầu số 1: người dân rút lại Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 – 09:00 ngày
          23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00
          ngày 23/11/2026: người dân rút lại
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa không giữ gì về cô chú, ngoài ngôn ngữ và nơi nhắn tin này để còn trả lời. [Về đầu]
        ... until 9:05 26/11/2026
    """)


async def test_withdrawn_and_recorded_at_the_same_moment(town: Stage) -> None:
    await asks(town, "Lan")
    for said in ("nhận 1", "gọi xong 1", "đã tham gia"):
        await town.say("Minh", said)
        town.heard("Minh")
    await town.say("Lan", "đừng gọi nữa")
    town.heard("Lan")
    await town.say_at_once("Lan: có || Minh: không")
    heard = town.heard("Lan")
    joined = any("Đã ghi, cảm ơn" in line for line in heard)
    assert joined != any("người dân đã rút lại. Xin đừng gọi nữa" in line for line in heard), "one of them was first"
