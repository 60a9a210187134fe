"""Whatever channel it comes over, and whatever field it stands in, foreign text is clean when it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import pytest

from bot.channels.telegram.incoming import incoming as from_telegram
from bot.channels.zalo_bot.incoming import incoming as from_zalo_bot
from bot.channels.zalo_oa.incoming import incoming as from_oa
from bot.domain.messages import Incoming
from bot.search.text.foreign import clean
from bot.store.engine.database import Database
from bot.store.messages import inbox
from tests.databases import Databases
from tests.store.samples import NOW, VAULT
from tests.web.site import chat_of, form_of, lines_of, open_site

FOUL = "0\u200b\x1b[2J\u202eÐồng\u2028\0\ud83d"
PURE = clean(FOUL)
LAN = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": {"id": 5}}


def telegram(**message: Any) -> Iterable[Incoming | None]:
    return [from_telegram({"update_id": 1, "message": LAN | message}, "7")]


def tap(token: str) -> Iterable[Incoming | None]:
    return [from_telegram({"update_id": 1, "callback_query": {"id": "1", "data": token, "message": LAN} | LAN}, "7")]


def zalo_bot(event: str, **message: Any) -> Iterable[Incoming | None]:
    about = {"message_id": "1", "chat": {"id": "5"}, "from": {"id": "5"}} | message
    return [from_zalo_bot({"event_name": f"message.{event}.received", "message": about}, "7")]


def oa(name: str, **more: Any) -> Iterable[Incoming]:
    return from_oa({"event_name": name, "sender": {"id": "5"}, "recipient": {"id": "7"}, "timestamp": "1"} | more, "7")


def file(name: str) -> dict[str, Any]:
    return {"msg_id": "1", "attachments": [{"payload": {"url": f"https://a.zdn.vn/{name}", "name": name}}]}


FIELDS: dict[str, Callable[[], Iterable[Incoming | None]]] = {
    "a text in Telegram": lambda: telegram(text=FOUL),
    "a caption in Telegram": lambda: telegram(photo=[{"file_id": "1"}], caption=FOUL),
    "a file's name in Telegram": lambda: telegram(document={"file_id": "1", "file_name": FOUL}),
    "a button in Telegram": lambda: tap(FOUL),
    "a shared number in Telegram": lambda: telegram(contact={"phone_number": FOUL, "user_id": 5}),
    "a text in a Zalo Bot": lambda: zalo_bot("text", text=FOUL),
    "a caption in a Zalo Bot": lambda: zalo_bot("image", photo="https://a.zdn.vn/a.jpg", caption=FOUL),
    "a photo's place in a Zalo Bot": lambda: zalo_bot("image", photo=f"https://a.zdn.vn/{FOUL}"),
    "a text in an Official Account": lambda: oa("user_send_text", message={"msg_id": "1", "text": FOUL}),
    "a tap in an Official Account": lambda: oa("user_send_text", message={"msg_id": "1", "text": f"#loa:{FOUL}"}),
    "a file in an Official Account": lambda: oa("user_send_file", message=file(FOUL)),
}


@pytest.mark.parametrize("come", FIELDS.values(), ids=FIELDS)
async def test_what_is_kept_is_clean(database_url: str, come: Callable[[], Iterable[Incoming | None]]) -> None:
    db = Database.open(database_url, VAULT)
    (came,) = come()
    assert came is not None
    where = came.address
    await db.run(partial(inbox.receive, incoming=came, now=NOW))
    kept = await db.read(lambda tx: inbox.next_of(tx, where))
    await db.close()
    assert isinstance(kept, inbox.Received)
    said, media = kept.incoming, kept.incoming.media
    words = "".join([said.text, said.token, media.name if media else ""])
    assert not (set(FOUL) - set(PURE)) & set(words), words


async def test_a_web_post_is_clean_on_the_page_and_in_the_inbox(made_databases: Databases) -> None:
    async with open_site(made_databases.fresh("sqlite")) as site, site.client() as lan:
        page = await lan.get("/chat/")
        page = await lan.post("/chat/say", data=form_of(page.text, text="0\u200b\x1b \u202eÐồng"))
        assert lines_of(page.text)[1] == "me: 0 Đồng"
        assert [said.text for said in site.heard if said.address.chat == chat_of(lan)][-1] == "0 Đồng"
