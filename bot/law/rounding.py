"""Money is rounded once, at the end, to whole đồng, half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from bot.words import Dong


def whole_dong(amount: Decimal) -> Dong:
    return Dong(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
