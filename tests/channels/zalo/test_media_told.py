"""What Zalo's webhooks tell of photos, voice and files: what can be passed on of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.zalo_bot.incoming import incoming as bot_incoming
from bot.channels.zalo_oa.incoming import incoming as oa_incoming
from bot.domain.messages import Media
from tests.channels.zalo.media_host import TALK, media


def oa(event: str, *attachments: dict[str, Any], **message: Any) -> list[Media | None]:
    """What can be passed on of an event of the Official Account."""
    said = {"msg_id": "1", "attachments": list(attachments)} | message
    told = {"event_name": event, "sender": {"id": "9"}, "recipient": {"id": "1"}, "message": said}
    return [one.media for one in oa_incoming(told, "1")]


def test_what_the_official_account_tells() -> None:
    payload = {"url": "http://f6.photo.talk.zdn.vn/x.jpg", "thumbnail": "http://t"}
    assert oa("user_send_image", {"type": "image", "payload": payload}) == [media(payload["url"])]
    voice = {"url": "https://voice-stal-2.zdn.vn/a.aac?x=1"}
    assert oa("user_send_audio", {"type": "audio", "payload": voice}) == [media(voice["url"], "voice", "tin-thoai.aac")]
    file = {"url": "https://file-stal-22.dlfl.vn/a", "name": "so/../BHXH.pdf", "size": "233947", "type": "pdf"}
    assert oa("user_send_file", {"type": "file", "payload": file}) == [
        media(file["url"], "document", "so_.._BHXH.pdf", 233947)
    ]
    assert [one and one.kind for one in oa("user_send_gif", {"payload": {"url": TALK}})] == ["document"]
    assert oa("user_send_sticker", {"payload": {"id": "1", "url": TALK}}) == [None]
    assert oa("user_send_location", {"payload": {"coordinates": {"latitude": "1", "longitude": "2"}}}) == [None]
    assert oa("user_send_text", {"payload": {"url": TALK}}, text="chào") == [None], "text is text"


def test_several_at_once_are_all_heard() -> None:
    told = {"event_name": "user_send_image", "sender": {"id": "9"}, "recipient": {"id": "1"}}
    shots = [{"type": "image", "payload": {"url": f"{TALK}?{number}"}} for number in range(3)]
    said = oa_incoming(told | {"message": {"msg_id": "7", "text": "sổ", "attachments": shots}}, "1")
    assert [(one.id, one.text, one.media and one.media.ref[-1]) for one in said] == [
        ("7", "sổ", "0"),
        ("7:2", "", "1"),
        ("7:3", "", "2"),
    ]
    assert {one.album for one in said} == {"7"}
    beside = oa_incoming(told | {"message": {"msg_id": "7"}, "attachments": shots[:1]}, "1")
    assert [one.media is not None for one in beside] == [True]


@pytest.mark.parametrize("listed", [None, 7, "x", {}, [None], [{}], [{"payload": []}], [{"payload": {"url": 7}}]])
def test_attachments_of_whatever_shape(listed: Any) -> None:
    assert oa("user_send_image", attachments=listed) == [None]


def test_what_the_zalo_bot_tells() -> None:
    def read(event: str, **about: Any) -> Media | None:
        message = {"message_id": "1", "chat": {"id": "9"}, "from": {"id": "9"}} | about
        said = bot_incoming({"event_name": f"message.{event}.received", "message": message}, "1")
        assert said is not None
        return said.media

    assert read("image", photo_url=TALK) == Media("photo", "zalo_bot", "1", TALK, "hinh.jpg")
    assert read("image", photo=TALK, caption="sổ") == Media("photo", "zalo_bot", "1", TALK, "hinh.jpg")
    spoken = "https://voice-stal-1.zdn.vn/v.aac"
    assert read("voice", voice_url=spoken) == Media("voice", "zalo_bot", "1", spoken, "tin-thoai.aac")
    assert read("sticker", sticker="1", url=TALK) is None
    assert read("unsupported") is None
    assert read("image", photo_url=7) is None
