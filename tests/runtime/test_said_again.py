"""What may have arrived before says so when it is sent again, where there is room for it."""

from __future__ import annotations

from bot.domain.messages import Abilities, Media, Message
from bot.runtime.attempts import AGAIN, marked
from tests.channels.parcels import parcel

ABLE = Abilities(text_limit=60, caption_limit=20)
PHOTO = Media("photo", "telegram", "7", "a")


def said(text: str, media: Media | None = None, *, unsure: bool = True) -> str:
    return marked(parcel(1001, message=Message(text, media=media), doubts=int(unsure)), ABLE).message.text


def test_a_text_and_a_caption_have_limits_of_their_own() -> None:
    assert said("Chào cô") == f"{AGAIN}\nChào cô"
    assert said("Chào cô", unsure=False) == "Chào cô"
    assert said("Cán bộ Minh: đây là mẫu") == f"{AGAIN}\nCán bộ Minh: đây là mẫu"
    assert said("Chào cô", PHOTO) == f"{AGAIN}\nChào cô"
    assert said("Cán bộ Minh: đây là mẫu", PHOTO) == "Cán bộ Minh: đây là mẫu", "a longer caption would be refused"
