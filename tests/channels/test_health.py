"""What the sending of parcels tells of a channel."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.channels.health import Health, Watched
from bot.channels.interface import MENDED, TryLater, Undeliverable
from bot.store.messages.outbox import Parcel
from tests.channels.parcels import parcel
from tests.story import PaperChannel


class Odd(PaperChannel):
    """Fails with what it is given."""

    error: Exception | None = None

    async def send(self, parcel: Parcel) -> str:
        if self.error is not None:
            raise self.error
        return await super().send(parcel)


FAILURES = {
    "busy": (TryLater("502"), 10),
    "revoked": (TryLater("401", MENDED, whole_channel=True), 0),
    "one chat's": (TryLater("429", timedelta(seconds=20)), 10),
    "silent": (TimeoutError(), 10),
}


@pytest.mark.parametrize(("error", "minutes"), FAILURES.values(), ids=FAILURES)
async def test_what_sending_tells_of_a_channel(error: Exception, minutes: int) -> None:
    now = datetime(2026, 11, 23, 9).astimezone()
    health, odd = Health(lambda: now), Odd()
    watched = Watched(odd, health.line("paper", "", "out"))
    assert await watched.send(parcel("lan"))
    assert health.news()[0].succeeded == now
    odd.error = error
    with pytest.raises(type(error)):
        await watched.send(parcel("lan"))
    (fared,) = health.news()
    assert (fared.failing, fared.due) == (now, now + timedelta(minutes=minutes))
    odd.error = Undeliverable("blocked", closed=True)
    with pytest.raises(Undeliverable):
        await watched.send(parcel("lan"))
    assert health.news()[0].failing is None, "who refuses one message is there"
