"""What somebody sent over another channel, on the page: shown to whose chat it is, as what it is; or it is gone."""

from __future__ import annotations

import pytest

from bot.channels.interface import TryLater, Undeliverable
from bot.domain.messages import Media, MediaKind, Message
from tests.channels.parcels import parcel
from tests.web.site import Site, chat_of, open_site

AAC, OGG, MP4, MP3 = b"\xff\xf1" + bytes(9), b"OggS" + bytes(9), bytes(4) + b"ftypM4A " + bytes(9), b"ID3" + bytes(9)


async def shows(site: Site, chat: str, kind: MediaKind, ref: str, name: str = "") -> None:
    sent = Message("Cán bộ Minh:", media=Media(kind, "zalo_oa", "1", ref, name))
    await site.webchat.send(parcel(chat, message=sent, address=site.webchat.address(chat), key=f"k-{ref}"))


@pytest.mark.parametrize(
    ("kind", "content", "type"),
    [
        ("photo", b"\xff\xd8", "image/jpeg"),
        ("voice", AAC, "audio/aac"),
        ("voice", OGG, "audio/ogg"),
        ("voice", MP4, "audio/mp4"),
        ("audio", MP3, "audio/mpeg"),
        ("document", b"<script>", "application/octet-stream"),
    ],
)
async def test_it_is_shown_as_what_it_is(database_url: str, kind: MediaKind, content: bytes, type: str) -> None:
    async def fetch(media: Media) -> bytes:
        assert media.ref == "https://a.zdn.vn/1"
        return content

    async with open_site(database_url) as site, site.client() as lan, site.client() as hoa:
        site.webchat.files.add("zalo_oa", "1", fetch)
        await lan.get("/chat/")
        await shows(site, chat_of(lan), kind, "https://a.zdn.vn/1", "mẫu đơn.pdf")
        page = (await lan.get("/chat/")).text
        assert "zdn.vn" not in page
        number = int(page.rpartition("media/")[2].split('"')[0])
        given = await lan.get(f"/chat/media/{number}")
        assert (given.status_code, given.content) == (200, content)
        assert given.headers["content-type"].startswith(type)
        assert ("attachment" in given.headers.get("content-disposition", "")) is (kind == "document")
        await hoa.get("/chat/")
        assert (await hoa.get(f"/chat/media/{number}")).status_code == 404


async def test_what_is_gone_is_found_out_before_it_is_shown(database_url: str) -> None:
    async def gone(_media: Media) -> bytes:
        raise Undeliverable("gone")

    async def away(_media: Media) -> bytes:
        raise TryLater("away", whole_channel=True)

    async with open_site(database_url) as site, site.client() as lan:
        await lan.get("/chat/")
        for fetch in (gone, away):
            site.webchat.files.add("zalo_oa", "1", fetch)
            with pytest.raises((Undeliverable, TryLater)) as raised:
                await shows(site, chat_of(lan), "photo", "https://a.zdn.vn/1")
            if isinstance(raised.value, Undeliverable):
                assert raised.value.file
            else:
                assert not raised.value.whole_channel, "the page itself is not in trouble"
        assert "media/" not in (await lan.get("/chat/")).text
