"""Photos, voice and files sent on Zalo are fetched from Zalo only; those of others are shown there as Zalo can."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.media.forwarding import MOST_TRIES
from bot.channels.media.photos import as_jpeg
from bot.channels.zalo import downloads as zalo_media
from bot.channels.zalo.downloads import ZaloMedia
from bot.channels.zalo_bot.outgoing import ABILITIES as BOT
from bot.channels.zalo_oa.outgoing import ABILITIES as OA
from bot.domain.message_fitting import fit
from bot.domain.messages import Message
from tests.channels.zalo.media_host import PDF, TALK, MediaHost, media, photo
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.office import Office

CS = "/v3.0/oa/message/cs"


@pytest.fixture
async def host() -> AsyncIterator[MediaHost]:
    async with MediaHost() as host:
        yield host


@pytest.fixture
async def fetcher(host: MediaHost) -> AsyncIterator[ZaloMedia]:
    fetcher = ZaloMedia((*zalo_media.HOSTS, host.host))
    yield fetcher
    await fetcher.close()


# Fetching


async def test_it_is_fetched_without_anything_of_ours(host: MediaHost, fetcher: ZaloMedia) -> None:
    assert await fetcher.fetch(media(host.holds("a.jpg", b"photo"))) == b"photo"
    ((_name, headers),) = host.asked
    assert not headers.keys() & {"access_token", "authorization", "cookie", "secret_key"}


@pytest.mark.parametrize(
    "ref",
    [
        "http://127.0.0.1:9/a.jpg",
        "http://169.254.169.254/latest/meta-data",
        "https://zdn.vn.example/a.jpg",
        "https://evilzdn.vn/a.jpg",
        "https://a.zdn.vn:8443/a.jpg",
        "https://a.zdn.vn@example.org/a.jpg",
        "https://me@a.zdn.vn/a.jpg",
        "https://[::1]/a.jpg",
        "https://a.zdn.vn\\@example.org/",
        "https://a.zdn.vn:x/",
        "https://[zdn.vn",
        "ftp://a.zdn.vn/a.jpg",
        "file:///etc/passwd",
        "//a.zdn.vn/a.jpg",
        "a.jpg",
        "",
        TALK + "?" + "x" * 2000,
    ],
)
async def test_nothing_is_asked_of_other_hosts(ref: str) -> None:
    def unexpected(request: httpx.Request) -> httpx.Response:
        assert request.url.host.endswith(".zdn.vn"), request.url
        return httpx.Response(404)

    fetcher = ZaloMedia(transport=httpx.MockTransport(unexpected))
    with pytest.raises(Undeliverable):
        await fetcher.fetch(media(ref))


async def test_it_goes_on_to_zalos_other_hosts_and_to_no_other(host: MediaHost, fetcher: ZaloMedia) -> None:
    there = host.holds("there.pdf", PDF)
    assert await fetcher.fetch(media(host.holds("moved", redirect=there))) == PDF
    assert await fetcher.fetch(media(host.holds("near", redirect="/there.pdf"))) == PDF
    async with MediaHost() as stranger:
        away = host.holds("away", redirect=stranger.holds("secret", b"inside"))
        with pytest.raises(Undeliverable):
            await fetcher.fetch(media(away))
        assert stranger.asked == []
    with pytest.raises(Undeliverable, match="on and on"):
        await fetcher.fetch(media(host.holds("round", redirect="/round")))


async def test_encrypted_where_the_host_can() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        if request.url.scheme == "https":
            raise httpx.ConnectError("no certificate for this name")
        return httpx.Response(200, content=b"photo")

    fetcher = ZaloMedia(transport=httpx.MockTransport(answer))
    assert await fetcher.fetch(media("http://f6.photo.talk.zdn.vn/x.jpg")) == b"photo"
    assert asked == ["https://f6.photo.talk.zdn.vn/x.jpg", "http://f6.photo.talk.zdn.vn/x.jpg"]
    with pytest.raises(TryLater):
        await fetcher.fetch(media("https://f6.photo.talk.zdn.vn/x.jpg"))


async def test_what_is_gone_too_large_or_slow(
    host: MediaHost, fetcher: ZaloMedia, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Undeliverable):
        await fetcher.fetch(media(f"{host.url}/nothing"))
    with pytest.raises(Undeliverable, match="20 MB"):
        await fetcher.fetch(media(host.holds("endless", endless=True)))
    with pytest.raises(TryLater):
        await fetcher.fetch(media(host.holds("busy", status=503)))
    monkeypatch.setattr(zalo_media, "SECONDS", 0.2)
    with pytest.raises(TryLater):
        await fetcher.fetch(media(host.holds("slow", b"x", hang=2)))


# Photos


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_photo_tells_nothing_but_what_it_shows(kind: str) -> None:
    made = await as_jpeg(photo(kind=kind), 1_000_000)
    assert b"NGUYEN" not in made
    with Image.open(BytesIO(made)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (64, 48), {})


async def test_a_large_photo_is_made_smaller() -> None:
    large = photo(3000, 2000, noise=True)
    assert len(large) > 3_000_000
    assert len(await as_jpeg(large, 1_000_000)) <= 1_000_000


@pytest.mark.parametrize("content", [b"", b"<html>", PDF, b"\x89PNG\r\n\x1a\n" + bytes(40), b"\xff\xd8" + bytes(40)])
async def test_what_is_no_photo(content: bytes) -> None:
    with pytest.raises(Undeliverable) as refused:
        await as_jpeg(content, 1_000_000)
    assert refused.value.file


async def test_a_photo_of_too_many_pixels() -> None:
    file = BytesIO()
    Image.new("1", (30_000, 30_000)).save(file, "PNG")
    with pytest.raises(Undeliverable):
        await as_jpeg(file.getvalue(), 1_000_000)


# What is shown


@pytest.fixture
def passing(ours: Office, host: MediaHost) -> Office:
    """The office, which fetches from the host in a box what came over another account."""
    ours.channel.files.add("zalo_oa", "1", ZaloMedia((host.host,)).fetch)
    return ours


async def test_a_photo_and_a_document_on_the_official_account(
    box: OaEmulator, passing: Office, host: MediaHost
) -> None:
    lan = box.person("Lan")
    await passing.hears(lan)
    shot = media(host.holds("large.jpg", photo(3000, 2000, noise=True)))
    for piece in fit(Message("Cán bộ Minh: mẫu đây", media=shot), OA):
        await passing.shows(lan, piece)
    shown, said = await lan.hears(), await lan.hears()
    assert box.contents[shown.picture].startswith(b"\xff\xd8")
    assert (shown.text, said.text) == ("", "Cán bộ Minh: mẫu đây")
    paper = media(host.holds("a.pdf", PDF), "document", "mau-don.PDF", len(PDF))
    for _time in range(2):
        for piece in fit(Message("Cán bộ Minh: [tệp]", media=paper), OA):
            await passing.shows(lan, piece)
    shown, said = await lan.hears(), await lan.hears()
    assert (box.contents[shown.file], said.text) == (PDF, "Cán bộ Minh: [tệp]")
    assert len(box.called("/v2.0/oa/upload/file")) == 1, "uploaded once a week"


@pytest.mark.parametrize(
    ("name", "content"), [("a.jpg", b"<html>"), ("a.pdf", b""), ("a.pdf", b"x" * 5_000_001), ("a.exe", b"MZ")]
)
async def test_what_zalo_does_not_take(
    box: OaEmulator, passing: Office, host: MediaHost, name: str, content: bytes
) -> None:
    lan = box.person("Lan")
    await passing.hears(lan)
    sent = media(host.holds(name, content), "photo" if name.endswith("jpg") else "document", name)
    with pytest.raises(Undeliverable) as refused:
        await passing.shows(lan, Message("", media=sent))
    assert (refused.value.file, refused.value.elsewhere) == (True, False)
    assert box.called(CS) == []


@pytest.mark.parametrize("path", ["/v2.0/oa/upload/image", CS])
async def test_what_zalo_refuses(box: OaEmulator, passing: Office, host: MediaHost, path: str) -> None:
    lan = box.person("Lan")
    await passing.hears(lan)
    box.fail(path, error=-201)
    with pytest.raises(Undeliverable) as refused:
        await passing.shows(lan, Message("", media=media(host.holds("a.jpg", photo()))))
    assert refused.value.file


async def test_nobody_waits_long_for_a_host_that_is_away(box: OaEmulator, passing: Office, host: MediaHost) -> None:
    lan = box.person("Lan")
    await passing.hears(lan)
    parcel = passing.parcel(lan, message=Message("", media=media(host.holds("a.jpg", status=503))))
    with pytest.raises(TryLater):
        await passing.channel.send(parcel)
    with pytest.raises(Undeliverable) as refused:
        await passing.channel.send(replace(parcel, attempts=MOST_TRIES))
    assert refused.value.file


def test_who_can_show_what() -> None:
    def able(abilities: Any, kind: str, name: str = "", size: int = 0) -> bool:
        return bool(abilities.passes_on(media(TALK, kind, name, size)))

    assert able(OA, "photo", size=9_000_000)
    assert able(OA, "document", "Mẫu.PDF", 4_000_000)
    assert not able(OA, "document", "a.pdf", 5_000_001)
    assert not able(OA, "document", "a.xlsx")
    assert not able(OA, "voice", "a.aac")
    assert able(BOT, "voice", "tin-thoai.aac")
    assert not able(BOT, "voice", "tin-thoai.ogg")
    assert not able(BOT, "document", "a.pdf")
    spoken = media(TALK, "voice", "tin-thoai.aac")
    assert [(piece.text, piece.media) for piece in fit(Message("Người dân: [tin thoại]", media=spoken), BOT)] == [
        ("", spoken),
        ("Người dân: [tin thoại]", None),
    ]
