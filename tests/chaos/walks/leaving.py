"""Rights that end: a citizen has all erased or takes a consent back, a member of staff leaves."""

from __future__ import annotations

import random
import re

from sqlalchemy import select

from bot.domain.people import Role
from bot.store.engine.database import Transaction
from bot.store.staff import members
from bot.store.tables import address
from tests.chaos.people import Person, Silence
from tests.chaos.scene import Scene
from tests.chaos.walks.asking import asks
from tests.chaos.walks.live import erases, opens

BA_TRI, GIAO_LONG = ("xã Ba Tri", "29110"), ("xã Giao Long", "28807")
CAU_KE, DONG_KHOI = ("xã Cầu Kè", "29308"), ("xã Đồng Khởi", "28945")


async def erasure(scene: Scene) -> None:
    """She has asked to be called, now and then an officer has taken it or talks to her: "xóa" ends all of it."""
    who, person = scene.citizen()
    officer = await scene.staff("tu", BA_TRI[1])
    number = await asks(scene, who, person, BA_TRI[0])
    del scene.counted[f"request of {who.phone}"]
    said: tuple[str, ...] = ()
    if random.random() < 0.5:
        await officer.hears(who.spoken, anywhere=True)
        await officer.says(f"nhận {number}")
    if random.random() < 0.5:
        said = (f"hỏi riêng {who.code}",)
        await opens(person, officer, BA_TRI[0], said[0])
    await erases(scene, who, person, *said)


async def parted(scene: Scene) -> None:
    """Two places are linked, an officer takes the request, and before the news is out the second place is parted."""
    officer = await scene.staff("van", GIAO_LONG[1])
    (who, person), (_, second) = scene.citizen(), scene.citizen()
    number = await asks(scene, who, person, GIAO_LONG[0])
    await _link(person, second)
    await officer.hears(who.spoken, anywhere=True)
    await officer.says(f"nhận {number}")
    await second.says("bỏ liên kết")
    await second.hears("tách chỗ này")
    await second.says("có")
    await second.hears("tách xong rồi")
    scene.over(f"{second.chat} is parted", [f"yêu cầu số {number}", *who.secrets], chats=[second.chat], own=second.chat)
    await person.hears(f"đã nhận yêu cầu số {number}", anywhere=True)


async def _link(person: Person, second: Person) -> None:
    """Until it is done: a code that was given before the keys were changed is good no more."""
    linked = False
    while not linked:
        for each in (person, second):
            each.passes_over()
        await person.says("liên kết")
        code = re.search(r"mã của cô chú là (\S+)\.", (await person.hears("mã của cô chú là")).text)
        assert code is not None
        await second.says(f"liên kết {code[1]}")
        await second.hears("nối chỗ này")
        await second.says("có")
        linked = "xong rồi" in (await second.hears("xong rồi|không đúng hoặc đã hết hạn")).text.lower()


async def withdrawal(scene: Scene) -> None:
    """She does not want to be called any more: name and number are gone."""
    officer = await scene.staff("quy", GIAO_LONG[1])
    who, person = scene.citizen()
    number = await asks(scene, who, person, GIAO_LONG[0])
    del scene.counted[f"request of {who.phone}"]
    if random.random() < 0.5:
        await officer.hears(who.spoken, anywhere=True)
        await officer.says(f"nhận {number}")
    await person.says("đừng gọi nữa")
    await person.hears("đừng gọi cô chú nữa nha")
    await person.says("có")
    await person.hears("không ai gọi cô chú nữa")
    scene.over(f"{who.chat} is not to be called", who.secrets, own=who.chat, silent=True)


async def sharing_taken_back(scene: Scene) -> None:
    """It is not passed on any more: a collector's right to it ends, an officer's does not."""
    thu = await scene.staff("thu", DONG_KHOI[1], role=Role.COLLECTOR)
    xuan = await scene.staff("xuan", DONG_KHOI[1])
    who, person = scene.citizen()
    number = await asks(scene, who, person, DONG_KHOI[0])
    if random.random() < 0.5:
        await thu.says(f"xem {number}")
        await thu.hears(who.spoken, anywhere=True)
    await person.says("đừng chuyển nữa")
    await person.hears("không chuyển yêu cầu")
    await person.says("có")
    await person.hears("không chuyển cho nơi khác nữa")
    scene.over(f"{who.chat} is not passed on", who.secrets, chats=[thu.chat])
    await thu.says(f"nhận {number}")
    await xuan.hears(who.spoken, anywhere=True)


async def staff_removed(scene: Scene) -> None:
    """Whoever has left reads nothing any more; their request goes to a colleague."""
    son = await scene.staff("son", CAU_KE[1])
    who, person = scene.citizen()
    leaving = await scene.staff(f"leaving{who.number}", CAU_KE[1])
    number = await asks(scene, who, person, CAU_KE[0])
    await leaving.hears(who.spoken)
    if random.random() < 0.5:
        await leaving.says(f"nhận {number}")
        await leaving.hears("của mình rồi")
    await _remove(scene, leaving.chat)
    scene.over(f"{leaving.chat} has left", who.secrets, chats=[leaving.chat])
    await leaving.says(f"xem {number}")
    after, other = scene.citizen()
    scene.over(f"{leaving.chat} has left before", after.secrets, chats=[leaving.chat])
    await asks(scene, after, other, CAU_KE[0])
    for one in (who, after):
        await son.hears(one.spoken, anywhere=True)


async def _remove(scene: Scene, chat: str) -> None:
    """By the operator's command, which may die in the middle."""

    def number(tx: Transaction) -> int | None:
        return tx.connection.scalar(select(address.c.staff_id).where(address.c.chat == chat))

    id = await scene.there(number)
    if id is None:
        raise Silence(f"{chat} is no staff")
    try:
        await scene.loa("staff", "remove", str(id), killed=random.random() < 0.5)
    except Silence as failed:
        member = await scene.there(lambda tx: members.get(tx, id))
        if not re.search("Không có cán bộ", str(failed)) or member is None or member.active:
            raise
