"""What becomes of a parcel that Telegram refuses, and of a bot that is set up wrongly."""

from __future__ import annotations

from datetime import timedelta
from gettext import NullTranslations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.telegram.channel import Telegram, check_secret
from bot.channels.telegram.errors import LONGEST_TOLD, SILENT
from bot.channels.telegram.menu import COMMANDS
from bot.domain.errors import Trouble
from bot.words import Language
from tests.channels.parcels import YES_NO, parcel
from tests.channels.telegram.emulator import FakeTelegram

LANGUAGES = {code: Language(code, NullTranslations()) for code in ("vi", "en")}
SECRET = "s3cret_-"


async def test_refusals_are_told_apart(telegram: FakeTelegram, channel: Telegram) -> None:
    lan, team = telegram.person("Lan"), telegram.group("Xã")
    await lan.blocks()
    for address in (lan.id, 99):
        with pytest.raises(Undeliverable) as refused:
            await channel.send(parcel(address))
        assert refused.value.closed
    await lan.unblocks()
    with pytest.raises(Undeliverable) as refused:
        await channel.send(parcel(lan.id, "x" * 4097))
    assert not refused.value.closed
    for chat, crowded in ((lan, True), (team, False)):
        telegram.fail("sendMessage", 429, retry_after=35, chat=chat)
        with pytest.raises(TryLater) as later:
            await channel.send(parcel(chat.id))
        told = later.value
        assert (told.after, told.whole_channel, told.crowded, told.unsure) == (
            *(timedelta(seconds=35), False, crowded),
            False,
        )
    telegram.fail("sendMessage", 429, retry_after=80_000, chat=lan)
    with pytest.raises(TryLater) as later:
        await channel.send(parcel(lan.id))
    assert later.value.after == LONGEST_TOLD


@pytest.mark.parametrize(("status", "arrived"), [(500, True), (502, False), (503, False), (504, False)])
async def test_a_gateways_page_has_not_arrived(
    telegram: FakeTelegram, channel: Telegram, status: int, arrived: bool
) -> None:
    lan = telegram.person("Lan")
    for page in (None, b"<html>Bad Gateway</html>"):
        if page is None:
            telegram.fail("sendMessage", status)
        else:
            telegram.server.garbled.append(("sendMessage", page, status))
        with pytest.raises(TryLater) as later:
            await channel.send(parcel(lan.id))
        assert (later.value.unsure, later.value.whole_channel) == (arrived, not arrived)


@pytest.mark.parametrize(
    "told",
    [
        "Bad Request: not enough rights to send text messages to the chat",
        "Bad Request: have no rights to send a message",
        "Bad Request: CHAT_WRITE_FORBIDDEN",
        "Bad Request: CHAT_RESTRICTED",
        "Bad Request: need administrator rights in the channel chat",
    ],
)
async def test_a_group_in_which_we_are_muted_is_not_closed(
    telegram: FakeTelegram, channel: Telegram, told: str
) -> None:
    team = telegram.group("Xã")
    telegram.fail("sendMessage", 400, told)
    with pytest.raises(TryLater) as later:
        await channel.send(parcel(team.id))
    assert (later.value.after, later.value.whole_channel) == (SILENT, False)


@pytest.mark.parametrize("told", ["TOPIC_CLOSED", "TOPIC_DELETED", "message thread not found"])
@pytest.mark.parametrize("kind", ["new", "edit"])
async def test_what_a_closed_topic_does_not_take_goes_to_the_whole_forum(
    telegram: FakeTelegram, channel: Telegram, told: str, kind: str
) -> None:
    forum = telegram.group("Xã", forum=True)
    telegram.fail("editMessageText" if kind == "edit" else "sendMessage", 400, f"Bad Request: {told}")
    await channel.send(parcel(f"{forum.id}/5", "Yêu cầu số 7", kind=kind, message_id="9"))
    [shown] = forum.screen()
    assert (shown.text, shown.topic) == ("Yêu cầu số 7", None)


async def test_a_forum_that_is_closed_altogether_is_waited_for(telegram: FakeTelegram, channel: Telegram) -> None:
    forum = telegram.group("Xã", forum=True)
    for _time in range(2):
        telegram.fail("sendMessage", 400, "Bad Request: TOPIC_CLOSED")
    with pytest.raises(TryLater) as later:
        await channel.send(parcel(f"{forum.id}/5"))
    assert later.value.after == SILENT


async def test_a_telegram_that_cannot_be_reached(telegram: FakeTelegram) -> None:
    lost = Telegram(telegram.token, api="http://127.0.0.1:1")
    for attempt in (lost.send(parcel(1)), lost.set_up("", "", LANGUAGES)):
        with pytest.raises(TryLater) as later:
            await attempt
        assert (later.value.whole_channel, later.value.unsure) == (True, False)
    await lost.acknowledge({"update_id": 1, "callback_query": {"id": "9"}})
    await lost.close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_what_is_said_goes_to_no_other_address(telegram: FakeTelegram, status: int) -> None:
    heard: list[str] = []

    async def sends_on(request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": f"http://127.0.0.1:{elsewhere.port}{request.path}"})

    async def hears(request: web.Request) -> web.Response:
        heard.append(await request.text())
        return web.json_response({"ok": True, "result": {}})

    one, other = web.Application(), web.Application()
    one.router.add_route("*", "/{any:.*}", sends_on)
    other.router.add_route("*", "/{any:.*}", hears)
    async with TestServer(one) as gateway, TestServer(other) as elsewhere:
        sent_on = Telegram(telegram.token, api=f"http://127.0.0.1:{gateway.port}")
        with pytest.raises(TryLater) as later:
            await sent_on.send(parcel(1))
        await sent_on.close()
    assert heard == []
    assert (later.value.whole_channel, later.value.unsure) == (True, False)


async def test_edits_that_change_nothing_and_edits_of_what_is_gone(telegram: FakeTelegram, channel: Telegram) -> None:
    lan = telegram.person("Lan")
    id = await channel.send(parcel(lan.id, "Có 3 chỗ", *YES_NO))
    same = parcel(lan.id, "Có 3 chỗ", *YES_NO, kind="edit", message_id=id)
    assert await channel.send(same) == id
    gone = parcel(lan.id, kind="delete", message_id=id)
    assert await channel.send(gone) == id
    assert await channel.send(gone) == id
    assert await channel.send(same) != id
    assert [str(shown) for shown in lan.screen()] == ["Có 3 chỗ [Có] [Không]"]


async def test_setting_up_changes_only_what_is_different(telegram: FakeTelegram, channel: Telegram) -> None:
    url = "http://127.0.0.1:1/telegram"
    for secret in (SECRET, SECRET, "another"):
        await channel.set_up(url, secret, LANGUAGES)
    assert [fields["secret_token"] for fields in telegram.called("setWebhook")] == [SECRET, "another"]
    assert channel.username == "LoaBot"
    await channel.set_up("", "", LANGUAGES)
    await channel.set_up("", "", LANGUAGES)
    assert len(telegram.called("deleteWebhook")) == 1
    assert set(telegram.server.commands) == {"", "vi", "en"}
    assert [command["command"] for command in telegram.server.commands["vi"]] == [name for name, _words in COMMANDS]


async def test_an_operator_is_told_what_is_wrong(telegram: FakeTelegram, channel: Telegram) -> None:
    with pytest.raises(Trouble, match="LOA_TELEGRAM_TOKEN"):
        Telegram("not-a-token")
    with pytest.raises(Trouble, match="LOA_TELEGRAM_PROXY"):
        Telegram(telegram.token, proxy="gopher://nowhere")
    with pytest.raises(Trouble, match="LOA_PUBLIC_URL"):
        await channel.set_up("http://example.org/telegram", SECRET, LANGUAGES)
    wrong = Telegram("8:wrong", api=telegram.url)
    with pytest.raises(Trouble, match="LOA_TELEGRAM_TOKEN"):
        await wrong.set_up("", "", LANGUAGES)
    with pytest.raises(TryLater) as later:
        await wrong.send(parcel(1))
    assert later.value.whole_channel
    await wrong.close()


def test_the_secret() -> None:
    header = "x-telegram-bot-api-secret-token"
    assert check_secret({header: SECRET}, SECRET)
    assert not check_secret({header: SECRET + "x"}, SECRET)
    assert not check_secret({header: "sécret"}, SECRET)
    assert not check_secret({}, SECRET)
    assert not check_secret({header: ""}, "")
