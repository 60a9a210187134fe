"""What Telegram deletes no more is emptied; what can be neither is said to be so."""

from __future__ import annotations

import pytest

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.telegram.channel import Telegram
from tests.channels.parcels import YES_NO, parcel
from tests.channels.telegram.emulator import FakeTelegram

TOO_OLD = "Bad Request: message can't be deleted for everyone"
GONE = "(đã xóa)"


async def test_it_is_deleted_where_telegram_deletes(telegram: FakeTelegram, channel: Telegram) -> None:
    minh = telegram.person("Minh")
    id = await channel.send(parcel(minh.id, "Người dân: tôi bị tiểu đường", *YES_NO))
    await channel.send(parcel(minh.id, GONE, kind="delete", message_id=id))
    assert minh.screen() == []


async def test_what_is_too_old_says_something_else(telegram: FakeTelegram, channel: Telegram) -> None:
    minh = telegram.person("Minh")
    id = await channel.send(parcel(minh.id, "Người dân: tôi bị tiểu đường", *YES_NO))
    telegram.fail("deleteMessage", 400, TOO_OLD)
    assert await channel.send(parcel(minh.id, GONE, kind="delete", message_id=id)) == id
    assert [str(shown) for shown in minh.screen()] == [GONE]
    telegram.fail("deleteMessage", 400, TOO_OLD)
    assert await channel.send(parcel(minh.id, GONE, kind="delete", message_id=id)) == id, "it says so already"


async def test_what_the_officer_has_deleted_is_not_posted_anew(telegram: FakeTelegram, channel: Telegram) -> None:
    minh = telegram.person("Minh")
    telegram.fail("deleteMessage", 400, TOO_OLD)
    await channel.send(parcel(minh.id, GONE, kind="delete", message_id="7"))
    assert minh.screen() == []


STAYS = ["message can't be edited", "there is no text in the message to edit"]


@pytest.mark.parametrize("refusal", STAYS)
async def test_what_stays_is_no_success(telegram: FakeTelegram, channel: Telegram, refusal: str) -> None:
    minh = telegram.person("Minh")
    id = await channel.send(parcel(minh.id, "Người dân: tôi bị tiểu đường", *YES_NO))
    telegram.fail("deleteMessage", 400, TOO_OLD)
    telegram.fail("editMessageText", 400, f"Bad Request: {refusal}")
    with pytest.raises(Undeliverable):
        await channel.send(parcel(minh.id, GONE, kind="delete", message_id=id))


async def test_a_platform_that_is_busy_is_asked_again(telegram: FakeTelegram, channel: Telegram) -> None:
    minh = telegram.person("Minh")
    id = await channel.send(parcel(minh.id, "Người dân: tôi bị tiểu đường", *YES_NO))
    telegram.fail("deleteMessage", 400, TOO_OLD)
    telegram.fail("editMessageText", 502)
    with pytest.raises(TryLater):
        await channel.send(parcel(minh.id, GONE, kind="delete", message_id=id))
