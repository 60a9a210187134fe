"""When a citizen may no longer be written to freely: an approved template, or another way.

A template is filled and checked before it goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channels.interface import Facts, TryLater, Undeliverable
from bot.channels.zalo_oa.account import Account
from bot.channels.zalo_oa.api import OaReply
from bot.channels.zalo_oa.errors import TEMPLATE_ADVICE, morning
from bot.channels.zalo_oa.templates import Parameter, Template, by_phone, by_uid, fits, mistakes, parameters
from bot.store.channels.zalo_oa import Pair
from bot.store.engine.database import Transaction
from bot.store.messages.outbox import Parcel

BY_UID, BY_PHONE, INFO = "/v3.0/oa/message/template", "/message/template", "/template/info/v2"
CHECK_EVERY = timedelta(hours=1)
AGAIN = timedelta(minutes=5)
NOT_FIRST = re.compile(r"\+\d+$")


@dataclass
class Templates:
    """The templates by what they are about: a request, a meeting that is near, or anything else.

    facts   what may be told of a parcel
    """

    oa: Account
    chosen: Mapping[str, Template]
    facts: Callable[[Transaction, Parcel], Facts]
    known: dict[str, tuple[datetime, tuple[Parameter, ...]]] = field(default_factory=dict)

    async def send(self, parcel: Parcel, pair: Pair) -> str:
        """Sends the template for a parcel that may not go itself.

        A message in pieces is one template.
        Raises Undeliverable, to be told in another way, where no template is chosen for it or none goes.
        """
        facts = await self.oa.database.read(lambda tx: self.facts(tx, parcel))
        template = self.chosen.get("lead" if facts.request else "meeting" if facts.meeting else "any")
        if template is None:
            raise Undeliverable("zalo: the reader wrote too long ago", elsewhere=True)
        if NOT_FIRST.search(parcel.key):
            return ""
        filled = template.filled(facts.words)
        if filled is None or not fits(filled, await self.checked(template, pair)):
            raise Undeliverable("zalo: the template cannot be filled", elsewhere=True)
        if template.by == "uid":
            body = by_uid(parcel.address.chat, template, filled)
            return await self._told(await self.oa.post(pair, BY_UID, body))
        if facts.phone is None:
            raise Undeliverable("zalo: no phone of the reader's for the template", elsewhere=True)
        body = by_phone(facts.phone, template, filled, f"loa-{parcel.number}")
        return await self._told(await self.oa.post(pair, BY_PHONE, body, business=True))

    async def checked(self, template: Template, pair: Pair) -> tuple[Parameter, ...]:
        """What Zalo says the template takes, looked up once an hour.

        Raises Undeliverable where ours does not match.
        """
        now = self.oa.clock()
        at, takes = self.known.get(template.id, (None, ()))
        if at is None or now - at >= CHECK_EVERY:
            answer = await self.oa.get(pair, INFO, {"template_id": template.id}, business=True)
            takes = parameters(answer.data)
            self.known[template.id] = now, takes
        wrong = mistakes(template, takes) if takes else []
        if wrong:
            await self.oa.needs_operator(-1124, f"mẫu tin ZBS {template.id}: {', '.join(wrong)}")
            raise Undeliverable("zalo: the template takes other parameters", elsewhere=True)
        return takes

    async def _told(self, answer: OaReply) -> str:
        if answer.error == 0:
            return await self.oa.settled(answer, "template")
        if answer.error == -133:
            now = self.oa.clock()
            raise TryLater("zalo -133", morning(now) - now)
        if answer.error in (-32, -100, -124):
            raise TryLater(f"zalo {answer.error}", AGAIN)
        if advice := TEMPLATE_ADVICE.get(answer.error):
            await self.oa.needs_operator(answer.error, advice)
        raise Undeliverable(f"zalo {answer.error}", elsewhere=True)
