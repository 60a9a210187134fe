"""Somebody else's client, zalo-sdk, is understood by our Zalo in a box, and meets the refusals it knows.

What the box takes from us would be worth little if it took only what we send. Nothing but this test imports the SDK.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import zalo_sdk
from zalo_sdk import oa, zns

from bot.channels.zalo_oa.outgoing import Manner, contact, file, picture, text
from bot.domain.messages import Button, Message
from tests.channels.parcels import NOON
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.people import Person

PNG = b"\x89PNG\r\n\x1a\n"


class Sdk:
    """The SDK, which waits for every answer, in a thread."""

    def __init__(self, box: OaEmulator, token: str = "") -> None:
        access = token or box.consent()[0]
        self.oa = oa.Client(box.app_id, box.app_secret, access_token=access, endpoint_prefix=box.url)
        self.zns = zns.Client(box.app_id, box.app_secret, access_token=access, endpoint_prefix=box.url)

    async def does(self, call: Callable[..., Any], *given: Any, **named: Any) -> Any:
        return await asyncio.to_thread(call, *given, **named)

    async def says(self, user: str, body: Any) -> Any:
        return await self.does(self.oa.send_message, oa.ZaloRecipient(user_id=user), body)


class Wrapped:
    """A message of ours as the SDK carries it: it knows no buttons of a plain card."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.said = said

    def toDict(self) -> dict[str, Any]:  # noqa: N802 - the SDK's name
        return self.said


@pytest.fixture
def lan(box: OaEmulator) -> Person:
    lan = box.person("Lan")
    lan.last = box.now
    return lan


async def test_a_message(box: OaEmulator, lan: Person) -> None:
    told = await Sdk(box).says(lan.id, oa.ZaloMessageBody(text="xin chào"))
    seen = await lan.hears()
    assert (told["error"], told["data"]["message_id"], seen.text) == (0, seen.id, "xin chào")
    assert told["data"]["quota"]["quota_type"] == "reply"


async def test_uploads_and_what_is_done_with_them(box: OaEmulator, lan: Person) -> None:
    sdk = Sdk(box)
    image = await sdk.does(sdk.oa.upload_file, PNG, "image", "a.png", "image/png")
    element = oa.ZaloTemplateElement(media_type="image", url=f"https://example/{image['data']['attachment_id']}.png")
    media = oa.ZaloAttachmentTemplate(oa.ZaloTemplateType.media, [element], [])
    body = oa.ZaloMessageBody(text="hình", attachment=oa.ZaloAttachment("template", media.toDict()))
    await sdk.says(lan.id, body)
    assert (await lan.hears()).picture.endswith(".png")
    pdf = await sdk.does(sdk.oa.upload_file, b"%PDF-1.7", "file", "a.pdf", "application/pdf")
    attachment = oa.ZaloAttachment("file", {"token": pdf["data"]["token"]})
    await sdk.says(lan.id, oa.ZaloMessageBody(attachment=attachment))
    assert (await lan.hears()).file == pdf["data"]["token"]


async def test_our_messages_carried_by_the_sdk(box: OaEmulator, lan: Person) -> None:
    sdk = Sdk(box)
    image = (await sdk.does(sdk.oa.upload_file, PNG, "image", "a.png", "image/png"))["data"]["attachment_id"]
    pdf = (await sdk.does(sdk.oa.upload_file, b"%PDF-1.7", "file", "a.pdf", "application/pdf"))["data"]["token"]
    question = Message("Đồng ý?", (Button("q7.yes", "Có"),), wants_contact=True)
    card = contact(lan.id, question, Manner())
    assert card is not None
    for ours in (text(lan.id, question, Manner()), card, picture(lan.id, "Bảng", image), file(lan.id, pdf)):
        assert ours["recipient"] == {"user_id": lan.id}
        await sdk.says(lan.id, Wrapped(ours["message"]))
    assert [bool(s.buttons or s.card or s.picture or s.file) for s in lan.screen] == [True] * 4


async def test_questions(box: OaEmulator, lan: Person) -> None:
    sdk = Sdk(box)
    detail = await sdk.does(sdk.oa.get_user_detail, lan.id)
    assert detail["data"]["display_name"] == "Lan"
    assert (await sdk.does(sdk.oa.get_zalo_user_quotas, lan.id))["data"]["cs_reply"]["total"] == 8
    quotas = await sdk.does(sdk.oa.get_zalo_oa_quotas, "OA", "cs", "sub_quota")
    assert quotas["data"][0]["quota_type"] == "sub_quota"


async def test_a_template_by_phone(box: OaEmulator) -> None:
    box.templates["77"] = [{"name": "ten", "require": True, "type": "STRING", "maxLength": 30}]
    sdk = Sdk(box)
    told = await sdk.does(sdk.zns.send_zns_message, "84912345678", "77", {"ten": "Lan"}, "loa-1")
    assert told["data"]["msg_id"]
    with pytest.raises(zalo_sdk.ZaloException, match="missing"):
        await sdk.does(sdk.zns.send_zns_message, "84912345678", "77", {}, "loa-2")


async def test_refusals(box: OaEmulator, lan: Person) -> None:
    body = oa.ZaloMessageBody(text="x")
    with pytest.raises(zalo_sdk.ZaloOAException, match="invalid"):
        await Sdk(box, "made up").says(lan.id, body)
    sdk = Sdk(box)
    with pytest.raises(zalo_sdk.ZaloOAException, match="user_id"):
        await sdk.says("1", body)
    with pytest.raises(zalo_sdk.ZaloOAException, match="shut down"):
        await sdk.does(sdk.oa.send_message, oa.ZaloRecipient(user_id=lan.id), body, category="transaction")
    lan.last = NOON.replace(year=2025)
    with pytest.raises(zalo_sdk.ZaloOAException, match="7 days"):
        await sdk.says(lan.id, body)
    box.per_minute = 1
    with pytest.raises(zalo_sdk.ZaloOAException, match="limit"):
        await sdk.says(lan.id, body)
    box.consent()
    with pytest.raises(zalo_sdk.ZaloOAException):
        await sdk.says(lan.id, body)


async def test_the_exchange_of_tokens(
    box: OaEmulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The SDK has Zalo's address built in, so its posts are sent to the box."""
    from_sdk = zalo_sdk.BaseClient.__init__.__globals__["requests"]
    post = from_sdk.post
    there = {"https://oauth.zaloapp.com": box.url}
    monkeypatch.setattr(from_sdk, "post", lambda url, **said: post(url.replace(*next(iter(there.items()))), **said))
    access, refresh = box.consent()
    sdk = Sdk(box, access)
    sdk.oa.refresh_token = refresh
    given = await sdk.does(sdk.oa.refresh_acccess_token)
    assert given[0] in box.access
    assert given[1] in box.refresh
    sdk.oa.refresh_token = refresh
    with pytest.raises(zalo_sdk.ZaloException):
        await sdk.does(sdk.oa.refresh_acccess_token)
    capsys.readouterr()
