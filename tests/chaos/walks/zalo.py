"""Citizens on both Zalo channels, over the platforms' own protocols; their officers are on the file channel."""

from __future__ import annotations

from tests.chaos.people import Citizen
from tests.chaos.scene import Scene
from tests.chaos.walks.asking import asks
from tests.chaos.walks.live import opens

TIEN_THUY, PHU_TUC = ("xã Tiên Thủy", "28861"), ("xã Phú Túc", "28810")


async def over_the_account(scene: Scene) -> None:
    """She asks to be called, and hears who has taken it."""
    oanh = await scene.staff("oanh", TIEN_THUY[1])
    who = Citizen(next(scene.numbers))
    person = await scene.zalo.on_oa(who.name)
    await person.hears("Loa")
    number = await asks(scene, who, person, TIEN_THUY[0])
    await oanh.hears(who.spoken)
    await oanh.says(f"nhận {number}")
    await person.hears(f"đã nhận yêu cầu số {number}")


async def over_the_bot(scene: Scene) -> None:
    """She talks to an officer, and then has all of it erased."""
    who = Citizen(next(scene.numbers))
    officer = await scene.staff("nga", PHU_TUC[1])
    person = scene.zalo.on_bot(who.name)
    await opens(person, officer, PHU_TUC[0], f"hỏi về sổ {who.code}")
    for step in range(3):
        await officer.says(f"đáp {step} cho {who.code}")
        await person.hears(f"đáp {step} cho {who.code}")
        await person.says(f"câu {step} của {who.code}")
        await officer.hears(f"câu {step} của {who.code}")
    await officer.says("kết thúc")
    await person.hears("đã kết thúc cuộc trò chuyện")
    await person.says("xóa")
    await person.hears("Xóa rồi không lấy lại được")
    await person.says("có")
    await person.hears("đã được xóa")
    scene.over(f"{who.name} on Zalo is erased", [who.code], own=person.chat)
