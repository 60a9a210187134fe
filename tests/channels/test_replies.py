"""Which message somebody answers is told by the platform, and kept."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.telegram.incoming import incoming as from_telegram
from bot.channels.zalo_bot.incoming import incoming as from_zalo_bot
from bot.channels.zalo_oa.incoming import incoming as from_oa
from bot.domain.messages import Incoming
from bot.store.messages.serialization import read_incoming, write_incoming

LAN = {"message_id": 9, "date": 1, "chat": {"id": 5, "type": "private"}, "from": {"id": 5}, "text": "dạ"}


def telegram(**more: Any) -> Incoming | None:
    return from_telegram({"update_id": 1, "message": LAN | more}, "7")


TOLD: dict[str, tuple[Incoming | None, str, str]] = {
    "Telegram": (telegram(reply_to_message={"message_id": 3, "text": "con\nơi"}), "3", "con ơi"),
    "of a part": (telegram(reply_to_message={"message_id": 3, "text": "a b"}, quote={"text": "b"}), "3", "b"),
    "of a caption": (telegram(reply_to_message={"message_id": 3, "caption": "sổ"}), "3", "sổ"),
    "of a sticker": (telegram(reply_to_message={"message_id": 3}), "3", ""),
    "of another chat": (telegram(external_reply={"origin": {}}), "elsewhere", ""),
    "of nothing": (telegram(), "", ""),
    "Zalo Bot": (
        from_zalo_bot(
            {
                "event_name": "message.text.received",
                "message": {
                    **{"message_id": "1", "chat": {"id": "5"}, "from": {"id": "5"}, "text": "dạ"},
                    "reply_to_message": {"message_id": "m3", "text": "con ơi"},
                },
            },
            "7",
        ),
        "m3",
        "con ơi",
    ),
    "Official Account": (
        from_oa(
            {
                **{"event_name": "user_send_text", "sender": {"id": "5"}, "recipient": {"id": "7"}},
                "message": {"msg_id": "1", "text": "dạ", "quote_msg_id": "m3"},
            },
            "7",
        )[0],
        "m3",
        "",
    ),
}


@pytest.mark.parametrize(("said", "replies_to", "quoted"), TOLD.values(), ids=TOLD)
def test_what_is_answered_is_told(said: Incoming | None, replies_to: str, quoted: str) -> None:
    assert said is not None
    assert (said.replies_to, said.quoted) == (replies_to, quoted)
    assert read_incoming(write_incoming(said)) == said
