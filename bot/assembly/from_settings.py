"""What the settings say, as the parts of Loa take it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.errors import Trouble
from bot.runtime.attempts import DeliveryRules, Patience
from bot.settings.settings import Settings
from bot.words import Language, languages


def delivery_rules(settings: Settings) -> DeliveryRules:
    return DeliveryRules(
        slots=settings.delivery_slots,
        patience=Patience(settings.delivery_tries, timedelta(hours=settings.delivery_hours)),
        lease=settings.lease,
        grace=timedelta(seconds=settings.delivery_grace_seconds),
    )


def languages_of(settings: Settings) -> Mapping[str, Language]:
    try:
        return languages(settings.locales)
    except FileNotFoundError as error:
        raise Trouble(f"Chưa có bản dịch dùng được trong {settings.locales}; hãy chạy: make locales") from error
