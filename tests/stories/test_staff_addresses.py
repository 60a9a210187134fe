"""Where staff work: linking makes nobody staff, a new place needs a tap at an old one, the newest can be thrown out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.domain.messages import Incoming
from bot.domain.people import Role
from bot.services.staff.board_login import hashed
from bot.store.engine.database import Transaction
from bot.store.staff import members as staff
from bot.store.staff import new_addresses, sessions
from tests.stories.conftest import MY_LONG, asks, hire
from tests.stories.test_link import brings, code_of
from tests.story import Stage


async def asks_in(stage: Stage, member: str, place: str) -> None:
    """The member's new place asks to be let in, as the story below tells in full."""
    await stage.say(member, "thêm nơi nhắn tin")
    found = re.search(r"mã mời (\S{9})\.", " ".join(stage.heard(member)))
    assert found
    await stage.say(place, f"mã mời {found[1]}")
    assert "Loa vừa hỏi ở nơi mình đang làm việc" in stage.heard(place)[0]


async def let_in(stage: Stage, member: str, place: str) -> None:
    await asks_in(stage, member, place)
    await stage.say(member, "[Đúng là tôi]")
    stage.heard(member)


async def is_staff(stage: Stage, who: str) -> bool:
    """Whether what is staff's is done there."""
    await stage.say(who, "menu")
    return "[Việc của tôi]" in " ".join(stage.heard(who))


async def where(stage: Stage, number: int = 1) -> list[str]:
    return [one.address.chat for one in await stage.db.read(lambda tx: staff.places(tx, number))]


async def test_an_officer_who_brings_a_strangers_code_makes_nobody_staff(stage: Stage) -> None:
    await asks(stage, "Lan")
    code = await code_of(stage, "Tuan")
    await brings(stage, "Minh", code, "quyền của cán bộ không bao giờ đi theo")
    for said in ("xem 1", "bảng", "việc của tôi"):
        await stage.say("Tuan", said)
        assert "Lan" not in " ".join(stage.heard("Tuan"))
    assert await where(stage) == ["minh"]


async def test_an_officers_place_gives_no_code(stage: Stage) -> None:
    await stage.say("Minh", "liên kết")
    assert stage.heard("Minh") == [
        "Bot: Đây là nơi mình làm việc nên Loa không nối với nơi nào: quyền của cán bộ không bao giờ đi theo lời nối. "
        "Muốn làm việc thêm ở nơi khác thì nhắn: thêm nơi nhắn tin. [Về đầu]"
    ]


@pytest.mark.parametrize("joins", ["who gave the code", "who brings it"])
async def test_somebody_becomes_staff_between_code_and_use(stage: Stage, joins: str) -> None:
    code = await code_of(stage, "Tuan")
    who = "Tuan" if joins == "who gave the code" else "Hanh"
    await stage.db.run(lambda tx: hire(tx, stage.address(who), "Hạnh", Role.OFFICER, [MY_LONG]))
    await brings(stage, "Hanh", code, "nơi cán bộ làm việc" if who == "Tuan" else "quyền của cán bộ không bao giờ")
    assert await is_staff(stage, who)
    assert not await is_staff(stage, "Hanh" if who == "Tuan" else "Tuan")


async def test_whoever_was_linked_before_they_became_staff_shares_no_card(stage: Stage) -> None:
    """An undeliverable card of theirs goes to no place that they once linked as a citizen."""
    code = await code_of(stage, "Tuan")
    await brings(stage, "Hanh", code, "xong rồi")
    await stage.db.run(lambda tx: hire(tx, stage.address("Hanh"), "Hạnh", Role.OFFICER, [MY_LONG]))
    assert await is_staff(stage, "Hanh")
    assert not await is_staff(stage, "Tuan")


async def test_a_new_place_is_let_in_by_a_tap_at_an_old_one(stage: Stage) -> None:
    await asks_in(stage, "Minh", "Minhweb")
    assert not await is_staff(stage, "Minhweb")
    await stage.play("""
        Minh: [Đúng là tôi]
        Bot: paper giờ là một nơi làm việc của mình. Nếu không phải mình cho vào thì nhắn: bỏ liên kết. [Việc của tôi]
        Minhweb hears: Chào Minh. Từ giờ mình làm việc ở đây được, như ở các nơi kia. [Việc của tôi]
          [Hướng dẫn cán bộ]
        Minh: [Đúng là tôi]
        Bot: Lời hỏi này đã trả lời rồi hoặc đã hết hạn. Loa để y như cũ. [Việc của tôi]
    """)
    assert await is_staff(stage, "Minhweb")
    await asks(stage, "Lan")
    assert {message.text.split("\n")[0] for message in stage.last["minhweb"][-1:]} == {
        "Yêu cầu số 1: mới, chưa ai nhận"
    }


async def test_no_turns_it_away_and_the_admins_hear_of_it(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phong"), "Phong", Role.ADMIN, []))
    await asks_in(stage, "Minh", "Tuan")
    await stage.play("""
        Minh: [Không phải tôi]
        Bot: Cảm ơn mình. Loa không cho nơi ấy vào và đã báo quản trị viên. [Việc của tôi]
        Phong hears: Vừa chặn một nơi tự xưng là Minh (paper).
    """)
    await stage.say("Minh", "[Đúng là tôi]")
    assert "để y như cũ" in stage.heard("Minh")[0]
    assert not await is_staff(stage, "Tuan")


async def test_unanswered_for_a_day_it_lapses(stage: Stage) -> None:
    await asks_in(stage, "Minh", "Tuan")
    stage.now += timedelta(days=1)
    await stage.say("Minh", "[Đúng là tôi]")
    assert "để y như cũ" in stage.heard("Minh")[0]
    assert not await is_staff(stage, "Tuan")
    assert await stage.db.run(lambda tx: new_addresses.expire_new_addresses(tx, stage.now)) == 1


async def test_nobody_else_can_answer_for_them(stage: Stage) -> None:
    """Neither the newcomer nor another member of staff, with the very token of the button."""
    await asks_in(stage, "Minh", "Tuan")
    (token,) = [b.token for m in stage.last["minh"] for b in m.buttons if b.label == "Đúng là tôi"]
    for who in ("Tuan", "Hoa"):
        await stage.send(Incoming(f"forged {who}", stage.address(who), "tap", token=token, sender=who.lower()))
        stage.heard(who)
        assert await where(stage) == ["minh"]
    await stage.say("Tuan", f"mã mời {token.partition(':')[2]}")
    assert "không đúng" in stage.heard("Tuan")[0], "a code to be tapped is none to be typed"


async def test_without_buttons_it_is_typed(stage: Stage) -> None:
    stage.on_plain.add("Sau")
    await stage.db.run(lambda tx: hire(tx, stage.address("Sau"), "Sáu", Role.OFFICER, [MY_LONG]))
    await asks_in(stage, "Sau", "Sautele")
    found = re.search(r"“(đúng là tôi \w{8})”", stage.last["sau"][-1].text)
    assert found
    await stage.say("Sau", found[1])
    stage.heard("Sau")
    assert await is_staff(stage, "Sautele")


@pytest.mark.parametrize("typed_at", ["Minh", "Tuan"])
async def test_undoing_throws_the_newcomer_out_wherever_it_is_typed(stage: Stage, typed_at: str) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phong"), "Phong", Role.ADMIN, []))
    await let_in(stage, "Minh", "Tuan")
    await stage.db.run(lambda tx: signs_in(tx, stage))
    await stage.say(typed_at, "bỏ liên kết")
    await stage.say(typed_at, "có")
    heard = stage.heard(typed_at)
    assert [line for line in heard if line.startswith("Phong hears: Minh không còn làm việc từ paper")]
    assert await where(stage) == ["minh"], "the first place stays"
    assert not await is_staff(stage, "Tuan")
    assert await is_staff(stage, "Minh")
    assert await stage.db.read(lambda tx: sessions.of_token(tx, hashed("token"), stage.now)) is None
    assert await stage.db.run(lambda tx: enters(tx, "unused", stage)) is None, "a code given before is void"
    await stage.say("Minh", "bỏ liên kết")
    await stage.say("Minh", "có")
    assert "chưa nối với nơi nào" in " ".join(stage.heard("Minh"))


def signs_in(tx: Transaction, stage: Stage) -> None:
    """Minh is signed in at the board, and has a link that is not used yet."""
    sessions.give_code(tx, 1, hashed("used"), stage.now + timedelta(minutes=9), stage.now)
    assert enters(tx, "used", stage) is not None
    sessions.give_code(tx, 1, hashed("unused"), stage.now + timedelta(minutes=9), stage.now)


def enters(tx: Transaction, code: str, stage: Stage) -> object:
    return sessions.enter(tx, hashed(code), hashed("token"), stage.now, stage.now + timedelta(hours=1))
