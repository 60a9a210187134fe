"""What operators and editors do to a Loa that works: keys, backups, content."""

from __future__ import annotations

import asyncio
import random
import re
from itertools import count

from bot.domain.people import Role
from tests.chaos.people import Person, Silence
from tests.chaos.scene import Scene
from tests.chaos.victims import ROOT

ROUNDS = count(1)
TOPIC, WORDS = "topics/contribution/vi.md", re.compile(r"(Số này chưa trừ phần Nhà nước hỗ trợ)[^.]*\.")


async def key_rotated(scene: Scene) -> None:
    """As docs/operate.md says: all stop and begin with both keys; the command may die in the middle."""
    await scene.change_key()
    said = await scene.loa("key", "rotate", killed=random.random() < 0.5)
    if "Không còn gì cất bằng khóa cũ" not in said:
        raise Silence(f"key rotate: {said}")


async def backed_up(scene: Scene) -> None:
    """A backup that is whole, though all goes on: it can be restored, also where the key was changed meanwhile."""
    number = next(ROUNDS)
    file, restored = scene.folder / f"backup{number}.zip", scene.folder / f"restored{number}.db"
    await scene.loa("backup", str(scene.folder / "killed.zip"), killed=True) if random.random() < 0.3 else None
    (scene.folder / "killed.zip").unlink(missing_ok=True)
    await scene.loa("backup", str(file))
    where = {"LOA_DATABASE": f"sqlite:///{restored}", "LOA_ERASURES": ""}
    said = await scene.loa("restore", str(file), settings=where)
    file.unlink()
    restored.unlink()
    if "Đã khôi phục" not in said:
        raise Silence(f"restore: {said}")


async def content_saved(scene: Scene) -> None:
    """A good file is used, a bad one is told of and changes nothing."""
    chief = await scene.staff("chief", role=Role.ADMIN)
    who, person = scene.citizen()
    mark = f"bản {who.code}"
    file = scene.folder / "content" / TOPIC
    good = WORDS.sub(rf"\1, {mark}.", (ROOT / "content" / TOPIC).read_text(encoding="utf-8"))
    file.write_text(good, encoding="utf-8")
    await _answers(person, mark)
    file.write_text(good.replace("{{ dong(income_cap) }}", "{{ dong(no_such_figure) }}"), encoding="utf-8")
    await chief.hears("chưa được dùng", TOPIC)
    await _answers(person, mark)
    file.write_text(good, encoding="utf-8")


async def _answers(person: Person, mark: str) -> None:
    """Asks until the answer is the new one."""
    for _try in range(24):
        await person.says("mức đóng cao nhất là bao nhiêu")
        if mark in (await person.hears("cao nhất")).text:
            return
        await asyncio.sleep(5)
    raise Silence(f"{person.chat} is still answered as before {mark}")
