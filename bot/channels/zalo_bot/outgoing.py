"""A parcel as a call of the Zalo Bot Platform: pure dictionaries, ready for JSON."""

from __future__ import annotations

from bot.channels.interface import ApiCall
from bot.domain.messages import Abilities, Carries
from bot.store.messages.outbox import Parcel

ABILITIES = Abilities(
    text_limit=2000,
    buttons=False,
    pictures=True,
    caption_limit=2000,
    media=frozenset({"photo", "voice"}),
    carries={"voice": Carries(endings=(".aac",), bare=True)},
)


def payload(parcel: Parcel, picture: str = "") -> ApiCall | None:
    """The call that carries `parcel`, with the address of what it shows if it has that.

    None for a deletion.
    What was said cannot be changed or taken back there, so an edit is said anew.
    """
    if parcel.kind == "delete":
        return None
    chat = {"chat_id": parcel.address.chat}
    if picture and parcel.message.media is not None and parcel.message.media.kind == "voice":
        return ApiCall("sendVoice", {**chat, "voice_url": picture})
    if picture:
        return ApiCall("sendPhoto", {**chat, "photo": picture, "caption": parcel.message.text})
    return ApiCall("sendMessage", {**chat, "text": parcel.message.text})
