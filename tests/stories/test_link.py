"""One person at several addresses: linked by a code, parted again; codes that are wrong, old, used or one's own."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.domain.messages import Incoming
from bot.store.people import visitors
from tests.stories.conftest import asks
from tests.story import Stage

QUESTION = (
    "Dạ, Loa nối chỗ này với nơi đã lấy mã nha? Nối rồi thì yêu cầu, sự đồng ý và ngôn ngữ ở hai nơi là một, ai dùng "
    "nơi kia cũng xem được. Chỉ chọn “có” khi chính cô chú vừa lấy mã này. [Có, nối lại] [Không]"
)


async def code_of(stage: Stage, who: str) -> str:
    """Asks for a code there; the code."""
    await stage.say(who, "liên kết")
    (heard,) = stage.heard(who)
    found = re.search(r"mã của cô chú là (\S+)\.", heard)
    assert found, heard
    return found[1]


async def link(stage: Stage, first: str, second: str) -> None:
    """Links the two addresses, as the story below tells in full."""
    code = await code_of(stage, first)
    await stage.say(second, f"liên kết {code}")
    await stage.say(second, "có")
    assert any("xong rồi" in line for line in stage.heard(second))


async def test_linked_seen_and_parted(stage: Stage) -> None:
    await asks(stage, "Lan")
    code = await code_of(stage, "Lan")
    await stage.play(f"""
        Lantele: liên kết {code}
        Bot: {QUESTION}
        Lantele: [Có, nối lại]
        Bot: Dạ, nối với paper xong rồi: yêu cầu, sự đồng ý và ngôn ngữ ở hai nơi giờ là một. [Dữ liệu của
          tôi] [Về đầu]
        Lan hears: Dạ, chỗ này vừa được nối với paper: làm ở nơi nào cũng như nhau. Nếu không phải cô chú nối thì
          nhắn: bỏ liên kết.
        Lantele: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. • cán bộ
          xã gọi lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Cô chú nhắn Loa
          từ 2 nơi đã nối với nhau: • paper • paper Muốn tách ra thì nhắn: bỏ liên kết. Cô chú sửa hay xóa lúc
          nào cũng được. [Sửa lại] [Đừng chuyển cho nơi khác] [Đừng gọi nữa] [Xóa hết] [Về đầu]
    """)
    await stage.say("Minh", "nhận 1")
    heard = stage.heard("Minh")
    assert sum("có tin vui" in line for line in heard) == 2, "she hears of it at both addresses"
    await stage.play("""
        Lantele: bỏ liên kết
        Bot: Dạ, Loa tách chỗ này khỏi các nơi kia nha? Mỗi nơi giữ lại những gì đã có từ trước khi nối.
          [Có, tách ra] [Không]
        Lantele: có
        Bot: Dạ, tách xong rồi. Mỗi nơi giữ lại những gì đã có từ trước khi nối. [Về đầu]
        Lantele: dữ liệu của tôi
        Bot: Dạ, Loa không giữ gì về cô chú, ngoài ngôn ngữ và nơi nhắn tin này để còn trả lời. [Về đầu]
        Lantele: bỏ liên kết
        Bot: Dạ, Loa tách chỗ này khỏi các nơi kia nha? Mỗi nơi giữ lại những gì đã có từ trước khi nối.
          [Có, tách ra] [Không]
        Lantele: có
        Bot: Dạ, chỗ này chưa nối với nơi nào khác. [Về đầu]
    """)


async def test_who_says_no_is_not_linked(stage: Stage) -> None:
    await asks(stage, "Lan")
    code = await code_of(stage, "Lan")
    await stage.play(f"""
        Tuan: lien ket {code.lower().replace("-", " ")}
        Bot: {QUESTION}
        Tuan: không
        Bot: Dạ, Loa để y như cũ. [Về đầu]
        Tuan: dữ liệu của tôi
        Bot: Dạ, Loa không giữ gì về cô chú, ngoài ngôn ngữ và nơi nhắn tin này để còn trả lời. [Về đầu]
    """)


async def test_the_first_ones_language_stays(stage: Stage) -> None:
    await stage.say("John", "english")
    await stage.say("John", "2")
    await stage.say("John", "link")
    heard = " ".join(stage.heard("John"))
    code = re.search(r"Your code: (\S+)\.", heard)
    assert code, heard
    await stage.say("Johntele", f"link {code[1]}")
    await stage.say("Johntele", "có")
    stage.heard("Johntele")
    await stage.say("Johntele", "menu")
    assert "What would you like to do?" in stage.heard("Johntele")[0]


async def test_a_code_works_once_and_for_a_quarter_of_an_hour(stage: Stage) -> None:
    await asks(stage, "Lan")
    code = await code_of(stage, "Lan")
    stage.now += timedelta(minutes=16)
    await brings(stage, "Tuan", code, "không đúng hoặc đã hết hạn")
    code = await code_of(stage, "Lan")
    await brings(stage, "Lantele", code, "xong rồi")
    await brings(stage, "Tuan", code, "không đúng hoặc đã hết hạn")
    await brings(stage, "Lan", await code_of(stage, "Lan"), "lấy ở ngay chỗ này")


async def test_whoever_guesses_has_to_wait(stage: Stage) -> None:
    for _time in range(5):
        await brings(stage, "Tuan", "AAAA-2222", "không đúng")
    code = await code_of(stage, "Lan")
    await brings(stage, "Tuan", code, "thử hơi nhiều lần")
    stage.now += timedelta(minutes=61)
    await brings(stage, "Tuan", await code_of(stage, "Lan"), "xong rồi")
    for _time in range(4):
        await code_of(stage, "Hanh")
    await code_of(stage, "Hanh")
    await stage.say("Hanh", "liên kết")
    assert "thử hơi nhiều lần" in stage.heard("Hanh")[0]


async def test_undone_at_either_place_requests_are_back_where_they_were_asked(stage: Stage) -> None:
    """Whoever has talked somebody into linking keeps nothing of theirs, on whichever side the code was."""
    await asks(stage, "Lan")
    for first, second in (("Tuan", "Lan"), ("Lan", "Tuan")):
        await link(stage, first, second)
        assert "0912 345 678" in await kept_about(stage, "Tuan")
        await stage.say("Lan", "bỏ liên kết")
        await stage.say("Lan", "có")
        assert any("không còn nối" in line for line in stage.heard("Lan") if line.startswith("Tuan hears"))
        assert "0912 345 678" in await kept_about(stage, "Lan")
        assert "không giữ gì" in await kept_about(stage, "Tuan")
    await stage.say("Minh", "nhận 1")
    assert [line.split(":")[0] for line in stage.heard("Minh") if "có tin vui" in line] == ["Lan hears"]


async def test_both_had_asked_and_both_have_their_own_again(stage: Stage) -> None:
    await asks(stage, "Lan")
    await asks(stage, "Tuan", "0987654321")
    await link(stage, "Lan", "Tuan")
    await stage.say("Tuan", "bỏ liên kết")
    await stage.say("Tuan", "có")
    stage.heard("Tuan")
    for who, phone, other in (("Lan", "0912", "0987"), ("Tuan", "0987", "0912")):
        kept = await kept_about(stage, who)
        assert phone in kept
        assert other not in kept


async def kept_about(stage: Stage, who: str) -> str:
    """What Loa says it keeps about them."""
    await stage.say(who, "dữ liệu của tôi")
    (said,) = stage.heard(who)
    return said


async def test_whoever_deletes_everything_is_linked_no_longer(stage: Stage) -> None:
    await asks(stage, "Lan")
    await link(stage, "Lan", "Lantele")
    await stage.say("Lan", "xóa")
    await stage.say("Lan", "có")
    stage.heard("Lan")
    for who in ("Lan", "Lantele"):
        await stage.say(who, "dữ liệu của tôi")
        assert "không giữ gì" in stage.heard(who)[0]


@pytest.mark.parametrize("way", ["usual"])
async def test_both_had_asked_for_the_same_phone(stage: Stage) -> None:
    await asks(stage, "Lan")
    await asks(stage, "Lantele")
    await link(stage, "Lantele", "Lan")
    await stage.say("Minh", "nhận 1")
    told = [line for line in stage.heard("Minh") if "có tin vui" in line]
    assert len(told) == 2, "once at each address, however often she asked"
    await stage.say("Lan", "dữ liệu của tôi")
    (kept,) = stage.heard("Lan")
    assert "Yêu cầu số 1: đã nhận" in kept
    assert "Yêu cầu số 2: người dân rút lại" in kept, "what was asked twice is one request from then on"


async def brings(stage: Stage, who: str, code: str, said: str) -> None:
    """Types the code there and says yes; the reply contains `said`."""
    await stage.say(who, f"liên kết {code}")
    stage.heard(who)
    await stage.say(who, "có")
    heard = stage.heard(who)
    assert said in heard[0], heard


async def test_a_poster_is_remembered(stage: Stage) -> None:
    address = stage.address("Lan")
    await stage.send(Incoming("p1", address, "text", "Xin chào, mã xmy7", sender=address.chat))
    assert "Đây là Loa" in stage.heard("Lan")[0]
    await stage.say("Tuan", "XMY7 cho hỏi mức đóng thấp nhất")
    assert "(muc-dong-toi-thieu)" in stage.heard("Tuan")[0]
    visitor = await stage.db.run(lambda tx: visitors.visit(tx, Incoming("", stage.address("Tuan")), stage.now, "vi"))
    assert visitor.citizen.came_from == "XMY7"
    await stage.say("Hanh", "XMY8")
    assert "Đây là Loa" not in stage.heard("Hanh")[0]
