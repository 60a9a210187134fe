"""What goes because somebody asked to be told it is looked at once more before it goes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.calendar import after_quiet, quiet
from bot.services.context import Context
from bot.store.messages import copies, late_parcels
from bot.store.messages.outbox import Parcel
from bot.store.people import subscriptions


def still_wanted(claimed: Sequence[Parcel], context: Context) -> list[Parcel]:
    """Those of the claimed parcels that are still wanted where they go, and disturb nobody.

    The others are withdrawn, or wait until the quiet hours are over.
    """
    asked = [one for one in claimed if one.subscription is not None]
    may = subscriptions.still(context.tx, {one.subscription or 0 for one in asked}, context.now)
    unwanted = [
        one for one in asked if (holds := may.get(one.subscription or 0)) is None or holds.address != one.address
    ]
    for one in unwanted:
        copies.drop(context.tx, one.number)
    early = [one for one in asked if one not in unwanted] if quiet(context.now) else []
    if early:
        numbers = [one.number for one in early]
        late_parcels.put_off(context.tx, numbers, after_quiet(context.now), context.now)
    return [one for one in claimed if one not in unwanted and one not in early]
