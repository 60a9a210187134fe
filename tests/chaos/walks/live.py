"""A citizen and an officer talk live: lines, a photo, and lines that are changed afterwards."""

from __future__ import annotations

import asyncio
import random

from tests.chaos.people import Citizen, Person, Silence
from tests.chaos.scene import Scene

BINH_DAI = ("xã Bình Đại", "29050")


async def opens(person: Person, officer: Person, commune: str, question: str) -> str:
    """Asks; the officer answers, so that both talk. Returns the question's number."""
    await person.says("hỏi cán bộ")
    await person.hears("đồng ý")
    await person.says("đồng ý")
    if "xã, phường nào" in (await person.hears("xã, phường nào|muốn hỏi cán bộ")).text:
        await person.says(commune)
        await person.hears("muốn hỏi cán bộ")
    await person.says(question)
    await person.hears("đã tới cán bộ")
    card = await officer.hears("Câu hỏi trực tiếp số", question)
    await officer.says("", kind="tap", token=card.token("Trả lời") or "", message=card.id)
    await officer.hears("Đang nói với số", question)
    await person.hears("đang trả lời")
    return card.text.split("số ")[1].split(",")[0]


async def talk(scene: Scene) -> None:
    who, person = scene.citizen()
    officer = await scene.staff("hoa", BINH_DAI[1])
    asked = f"Sổ cũ số hiệu {who.code} nối tiếp được không?"
    number = await opens(person, officer, BINH_DAI[0], asked)
    mine = [f"câu {step} của {who.code}" for step in range(4)]
    theirs = [f"đáp {step} cho {who.code}" for step in range(3)]
    await asyncio.gather(_all_said(person, mine), _all_said(officer, theirs))
    await _all_heard(officer, mine)
    await _all_heard(person, theirs)
    await person.shows(f"photo{who.number}", f"sổ của {who.code}")
    photo = await officer.hears(f"sổ của {who.code}")
    if photo.media != f"photo{who.number}":
        raise Silence(f"{officer.chat} got no photo with: {photo.text}")
    await person.changes(mine[1], f"nói lại {who.code}")
    await officer.hears("sửa lại", f"nói lại {who.code}")
    await officer.changes(theirs[1], f"đáp lại {who.code}")
    await person.hears("sửa lại", f"đáp lại {who.code}")
    await officer.says("kết thúc")
    await officer.hears(f"Đã kết thúc câu hỏi số {number}")
    await person.hears("đã kết thúc cuộc trò chuyện")
    await person.says("có")
    await person.hears("cảm ơn")
    for chat, lines in ((officer, mine), (person, theirs)):
        for line in lines:
            times = len({one.key for one in chat.record.of(chat.chat) if one.text.endswith(line)})
            scene.counted[f"{line!r} to {chat.chat}"] = lambda _tx, times=times: times  # type: ignore[misc]
    if random.random() < 0.5:
        await erases(scene, who, person, who.code)


async def erases(scene: Scene, who: Citizen, person: Person, *said: str) -> None:
    """Has all deleted, what she said live too; nobody is told of it, or of her, any more."""
    await person.says("xóa")
    await person.hears("Xóa rồi không lấy lại được")
    await person.says("có")
    await person.hears("đã được xóa")
    scene.over(f"{who.chat} is erased", [*who.secrets, *said], own=who.chat, silent=True)


async def _all_said(person: Person, lines: list[str]) -> None:
    for line in lines:
        await person.says(line)


async def _all_heard(person: Person, lines: list[str]) -> None:
    """In the order in which they were said."""
    for line in lines:
        await person.hears(line)
