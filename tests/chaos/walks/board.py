"""An officer works on the staff board, whose forms are posted until a process answers."""

from __future__ import annotations

import asyncio
import random
import re
from contextlib import suppress

import httpx

from tests.chaos.people import Person, Silence
from tests.chaos.scene import Scene
from tests.chaos.walks.asking import asks, steps
from tests.web.board.site import form_of

CANG_LONG, GIONG_TROM = ("xã Càng Long", "29266"), ("xã Giồng Trôm", "28984")


async def taken_and_handed_on(scene: Scene) -> None:
    """Taken, then handed to another commune: from then on it is not to be read here."""
    dung, giang = await scene.staff("dung", CANG_LONG[1]), await scene.staff("giang", GIONG_TROM[1])
    who, person = scene.citizen()
    number = await asks(scene, who, person, CANG_LONG[0])
    async with httpx.AsyncClient(timeout=10) as client:
        await _sign_in(scene, client, dung)
        page = await _page(scene, client, f"/staff/request/{number}")
        await _post(scene, client, *form_of(page, "take"))
        await person.hears(f"đã nhận yêu cầu số {number}")
        page = await _page(scene, client, f"/staff/request/{number}")
        action, fields = form_of(page, "hand")
        await _until(scene, client, "POST", action, fields | {"commune": GIONG_TROM[1]})  # gone, if it had been taken
        scene.over(f"{who.chat} is handed to another commune", who.secrets, chats=[dung.chat])
        if (await _get(scene, client, f"/staff/request/{number}")).status_code != 404:
            raise Silence(f"the board still shows request {number}")
    await giang.hears(who.spoken, anywhere=True)
    for what in ("taken", "handed_over"):
        scene.counted[f"{what} {number}"] = steps(number, what)


async def _sign_in(scene: Scene, client: httpx.AsyncClient, officer: Person) -> None:
    """With a new link whenever nobody knows whether the one before has been used; a copy of an older one is none."""
    for _try in range(60):
        officer.passes_over()
        await officer.says("bảng")
        code = re.search(r"code=([\w-]+)", (await officer.hears("staff/enter")).text)
        assert code is not None
        with suppress(httpx.HTTPError):
            entered = await client.post(f"{_somewhere(scene)}/staff/enter", data={"code": code[1]})
            if entered.status_code == 303:
                return
        await asyncio.sleep(1)
    raise Silence(f"{officer.chat} never got in to the board")


async def _page(scene: Scene, client: httpx.AsyncClient, path: str) -> str:
    page = await _get(scene, client, path)
    if page.status_code != 200:
        raise Silence(f"{path} answers {page.status_code}")
    return page.text


async def _get(scene: Scene, client: httpx.AsyncClient, path: str) -> httpx.Response:
    return await _until(scene, client, "GET", path, None)


async def _post(scene: Scene, client: httpx.AsyncClient, path: str, fields: dict[str, str]) -> None:
    answer = await _until(scene, client, "POST", path, fields)
    if answer.status_code != 303:
        raise Silence(f"{path} answers {answer.status_code}")


async def _until(
    scene: Scene, client: httpx.AsyncClient, method: str, path: str, fields: dict[str, str] | None
) -> httpx.Response:
    """The first answer of whoever is there; the same form may be posted twice."""
    for _try in range(1000):
        try:
            answer = await client.request(method, f"{_somewhere(scene)}{path}", data=fields)
        except httpx.HTTPError:
            await asyncio.sleep(0.3)
            continue
        if answer.status_code < 500:
            return answer
        await asyncio.sleep(0.3)
    raise Silence(f"{path} never answers")


def _somewhere(scene: Scene) -> str:
    return random.choice([victim.url for victim in scene.victims if victim.does != "deliver"])
