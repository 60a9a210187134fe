"""Several people leave one phone: each has a request of her own and learns of nobody else's; staff call once."""

from __future__ import annotations

import re

import pytest

from bot.domain.people import Role
from tests.stories.conftest import MY_LONG, asks, fills_in, hire
from tests.story import Stage


@pytest.fixture
async def town(stage: Stage) -> Stage:
    """Beside Minh there is Phúc, who collects in the same commune."""
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.COLLECTOR, [MY_LONG]))
    return stage


async def test_one_call_for_both(town: Stage) -> None:
    await asks(town, "Lan")
    await fills_in(town, "Tuan")
    await town.play("""
        Tuan: có
        Bot: Dạ, cảm ơn Tuan. Yêu cầu mang số 2. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00
          ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: Yêu cầu số 2: mới, chưa ai nhận Tên: Tuan Số điện thoại: 0912 345 678 Cùng số điện thoại với
          yêu cầu số 1: gọi một lần là được. Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Phuc hears: Yêu cầu số 2: mới, chưa ai nhận Tên: Tuan Số điện thoại: 0912 345 678 Cùng số điện thoại với
          yêu cầu số 1: gọi một lần là được. Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Minh: nhận 2
        Bot: (edited) Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345 678 Cùng số điện thoại với yêu cầu
          số 2: gọi một lần là được. Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. [Gọi xong]
          [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. Mình nhận luôn yêu cầu số 1, vì cùng số
          điện thoại. Yêu cầu số 2: đã nhận Tên: Tuan Số điện thoại: 0912 345 678 Cùng số điện thoại với yêu cầu
          số 1: gọi một lần là được. Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. – 09:00
          ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026, Minh: đã nhận
          [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]
        Lan hears: «Minh has taken 1»
        Phuc hears: (edited) Yêu cầu số 2: Minh đã nhận.
        Phuc hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Tuan hears: «Minh has taken 2»
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: đã tham gia
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. «Lan's request: đã tham gia» – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026:
          đã báo cán bộ – 09:01 ngày 23/11/2026, Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: đã tham gia [Mở
          lại] [Ghi chú] [Hoàn tác]
        Bot: Yêu cầu số 2 cùng số điện thoại này vẫn còn mở. [Gọi xong số 2]
        Lan hears: Dạ, chúc mừng cô chú đã tham gia bảo hiểm xã hội tự nguyện. Có gì chưa rõ cứ hỏi Loa nha.
          [Nhắc tôi đóng]
        Phuc hears: (edited) Yêu cầu số 1: đã tham gia
        Minh: [Gọi xong số 2]
        Bot: «how did call 2 go?»
        Minh: không quan tâm
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Yêu cầu số 2: không quan tâm Tên: Tuan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ
          Long Nhắn lúc 09:00 ngày 23/11/2026 – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán
          bộ – 09:01 ngày 23/11/2026, Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: không quan tâm [Mở lại] [Ghi
          chú] [Hoàn tác]
        Phuc hears: (edited) Yêu cầu số 2: không quan tâm
    """)


async def test_whoever_calls_already_is_asked_first(town: Stage) -> None:
    await asks(town, "Lan")
    await town.say("Minh", "nhận 1")
    town.heard("Minh")
    await fills_in(town, "Tuan")
    await town.play("""
        Tuan: có
        Bot: Dạ, cảm ơn Tuan. Yêu cầu mang số 2. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00
          ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: Yêu cầu số 2: mới, chưa ai nhận Tên: Tuan Số điện thoại: 0912 345 678 Cùng số điện thoại với
          yêu cầu số 1: gọi một lần là được. Nơi ở: xã Mỹ Long Nhắn lúc 09:01 ngày 23/11/2026 [Nhận] [Chuyển]
        ... 31 minutes
        Minh hears: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 2: mới, chưa ai nhận Tên: Tuan Số điện
          thoại: 0912 345 678 Cùng số điện thoại với yêu cầu số 1: gọi một lần là được. Nơi ở: xã Mỹ Long Nhắn
          lúc 09:01 ngày 23/11/2026 [Nhận] [Chuyển]
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 2: mới, chưa ai nhận Tên: Tuan Số điện
          thoại: 0912 345 678 Cùng số điện thoại với yêu cầu số 1: gọi một lần là được. Nơi ở: xã Mỹ Long Nhắn
          lúc 09:01 ngày 23/11/2026 [Nhận] [Chuyển]
        Phuc: [Nhận]
        Bot: (edited) Yêu cầu số 2: đã nhận Tên: Tuan Số điện thoại: 0912 345 678 Cùng số điện thoại với yêu cầu
          số 1: gọi một lần là được. Nơi ở: xã Mỹ Long Nhắn lúc 09:01 ngày 23/11/2026 Phúc đang giữ. [Gọi xong]
          [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Minh hears: (edited) Yêu cầu số 2: Phúc đã nhận.
        Tuan hears: «Phúc has taken 2»
    """)


async def test_one_withdraws_and_the_other_is_called_all_the_same(town: Stage) -> None:
    await asks(town, "Lan")
    await asks(town, "Tuan")
    await town.say("Minh", "nhận 1")
    town.heard("Minh")
    await town.play("""
        Lan: đừng gọi nữa
        Bot: Dạ, Loa báo cán bộ đừng gọi cô chú nữa nha? Yêu cầu khép lại, tên và số điện thoại trong đó được
          xóa. [Đúng, đừng gọi nữa] [Không, cứ để vậy]
        Lan: có
        Bot: Dạ, xong rồi: không ai gọi cô chú nữa, tên và số điện thoại của yêu cầu cũng được xóa. Luật cho làm
          việc này nhiều nhất 15 ngày (Nghị định 356/2025/NĐ-CP, Điều 5); Loa làm ngay. [Về đầu] [Dữ liệu của
          tôi]
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Minh hears: Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa. Yêu cầu số 2 cùng số điện thoại này
          vẫn còn mở.
        Phuc hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Tuan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 2: đã nhận Tên: Tuan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. • cán bộ xã
          gọi lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Cô chú sửa hay xóa lúc nào cũng được. [Sửa lại] [Đừng
          chuyển cho nơi khác] [Đừng gọi nữa] [Xóa hết] [Về đầu]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: người dân rút lại Nơi ở: xã Mỹ Long
          Cô chú sửa hay xóa lúc nào cũng được. [Xóa hết] [Về đầu]
        Lan: đừng gọi nữa
        Bot: Dạ, Loa báo cán bộ đừng gọi cô chú nữa nha? Yêu cầu khép lại, tên và số điện thoại trong đó được
          xóa. [Đúng, đừng gọi nữa] [Không, cứ để vậy]
        Lan: có
        Bot: Dạ, cô chú không có yêu cầu nào đang mở, nên không ai gọi cả. [Về đầu] [Dữ liệu của tôi]
    """)


ASKS = ("0", "có", "Tuấn", "0912345678", "xã Mỹ Long", "có", "dữ liệu của tôi")
DEALT_WITH = ("nhận {}", "gọi xong {}", "không nghe máy", "không", "gọi xong {}", "sẽ tham gia", "không")
CHANGES = ("sửa lại", "số điện thoại", "0987654321", "dữ liệu của tôi", "sửa lại", "số điện thoại", "0912345678")
LEAVES = ("0", "có", "Tuấn", "0912345678", "xã Mỹ Long", "có", "đừng gọi nữa", "có", "xóa", "có")


@pytest.mark.parametrize("hers", ["nobody has taken it", "Minh has it"])
async def test_what_he_hears_does_not_tell_whether_she_asked(town: Stage, hers: str) -> None:
    """His whole conversation is the same, but for the number, where she had asked before him and where she had not."""
    alone = await all_that_he_hears(town, "Tuan", "1")
    await asks(town, "Lan")
    if hers == "Minh has it":
        await town.say("Minh", "nhận 2")
    assert await all_that_he_hears(town, "Tuanweb", "3") == alone
    assert any("cán bộ Minh" in line for line in alone)


async def all_that_he_hears(town: Stage, chat: str, number: str) -> list[str]:
    """He asks, Minh deals with it, he changes his number, asks again and leaves; without times and his own number."""
    for who, said in [(chat, ASKS), ("Minh", DEALT_WITH), (chat, CHANGES), (chat, LEAVES)]:
        for text in said:
            await town.say(who, text.format(number))
            town.heard(who)
    told = [f"{message.text} {[button.label for button in message.buttons]}" for message in town.last[chat.lower()]]
    return [re.sub(rf"số {number}\b|\d\d:\d\d", "#", line) for line in told]
