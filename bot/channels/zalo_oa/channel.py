"""The Zalo Official Account as a channel: sends parcels while Zalo lets us, or says why not.

Free for two days after the citizen wrote, billed for seven, then by an approved template if there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import structlog

from bot.channels.interface import Readers, TryLater, Undeliverable
from bot.channels.media.cards import drawn
from bot.channels.media.forwarding import MOST_TRIES, Files
from bot.channels.zalo.downloads import ZaloMedia
from bot.channels.zalo_oa.account import Account
from bot.channels.zalo_oa.api import OaReply
from bot.channels.zalo_oa.errors import meaning
from bot.channels.zalo_oa.incoming import NAME
from bot.channels.zalo_oa.outgoing import LARGEST_PICTURE, Body, Manner, contact, text
from bot.channels.zalo_oa.template_sending import Templates
from bot.channels.zalo_oa.templates import Template
from bot.channels.zalo_oa.uploads import Upload, drawing, passed_on
from bot.channels.zalo_oa.window import for_many, stage
from bot.domain.messages import Abilities, Media
from bot.domain.pace.bulk import Stage
from bot.domain.pace.rate_limits import Pace
from bot.store.channels import zalo_oa as zalo
from bot.store.channels.zalo_oa import Pair
from bot.store.messages.outbox import Parcel

MESSAGE = "/v3.0/oa/message/cs"

log = structlog.get_logger()


@dataclass(frozen=True)
class Rules:
    """What the operator decides.

    How messages look, whether billed ones are sent and at what price in đồng, templates by what they are about.

    news    whether what goes to many may go as a consultation
    """

    manner: Manner = field(default_factory=Manner)
    billed: bool = True
    templates: Mapping[str, Template] = field(default_factory=dict)
    pace: Pace = field(default_factory=lambda: Pace(per_second=1.5, per_chat_second=1.0, burst=5))
    news: bool = False
    price: int = 0


class ZaloOa:
    """One Official Account.

    readers   what it may ask about those it writes to
    media     fetches what people send here; files: what they send anywhere
    """

    name = NAME

    def __init__(
        self,
        oa: Account,
        rules: Rules | None,
        readers: Readers,
        media: ZaloMedia | None = None,
        files: Files | None = None,
    ) -> None:
        self.oa = oa
        self.media, self.files = media or ZaloMedia(), files or Files()
        self.files.add(self.name, oa.account, self.media.fetch)
        self.rules = rules or Rules()
        self.account = oa.account
        self.readers = readers
        self.templates = Templates(oa, self.rules.templates, readers.facts)

    @property
    def abilities(self) -> Abilities:
        rules = self.rules
        bulk = for_many(rules.pace.per_second, rules.price, news=rules.news, billed=rules.billed)
        return replace(rules.manner.abilities, bulk=bulk)

    @property
    def pace(self) -> Pace:
        return self.rules.pace

    async def send(self, parcel: Parcel) -> str:
        """Zalo's id of the message; "" where nothing needed to be sent.

        Raises Undeliverable, TryLater.
        """
        if parcel.kind == "delete":
            return parcel.message_id
        found, last = await self.oa.database.read(
            lambda tx: (zalo.pair(tx, self.account), self.readers.last_heard(tx, parcel.address))
        )
        pair = await self.oa.tokens.checked(found)
        when = stage(last, self.oa.clock())
        if when == "shut" or (when == "billed" and not self.rules.billed):
            return await self.templates.send(parcel, pair)
        if when == "billed":
            self.oa.can_pay()
        try:
            return await self._tell(parcel, pair, when)
        except Undeliverable as refused:
            if refused.closed or not refused.elsewhere:
                raise
            return await self.templates.send(parcel, pair)

    async def keep_fresh(self) -> None:
        """Renews the token ahead of time, for ever."""
        await self.oa.tokens.keep_fresh()

    async def close(self) -> None:
        """Waits for a renewal under way, then lets go of connections."""
        await self.media.close()
        await self.oa.tokens.close()
        await self.oa.tokens.client.close()

    async def _tell(self, parcel: Parcel, pair: Pair, when: Stage) -> str:
        user, message, manner = parcel.address.chat, parcel.message, self.rules.manner
        if message.picture is not None:
            return await self._show(parcel, pair, when)
        if message.media is not None and parcel.kind == "new":
            return await self._pass_on(parcel, pair, when, message.media)
        if message.wants_contact and (card := contact(user, message, manner)):
            answer = await self._message(pair, card)
            if meaning(answer.error) != "never":
                return await self.oa.settled(answer, when)
            log.warning("contact card refused", channel=NAME, account=self.account, parcel=parcel.number)
        return await self.oa.settled(await self._message(pair, text(user, message, manner)), when)

    async def _show(self, parcel: Parcel, pair: Pair, when: Stage) -> str:
        """A picture; one that cannot be shown is left out.

        Its words follow in a parcel of their own.
        """
        content = await drawn(parcel)
        if not 0 < len(content) <= LARGEST_PICTURE:
            return ""
        try:
            return await self._uploaded(parcel, pair, when, drawing(content))
        except Undeliverable as refused:
            if not refused.file:
                raise
            log.warning("picture refused", channel=NAME, account=self.account, parcel=parcel.number)
            return ""

    async def _pass_on(self, parcel: Parcel, pair: Pair, when: Stage, media: Media) -> str:
        """What somebody sent, which its words follow in a parcel of their own."""
        content = await self.files.carried(parcel, media)
        return await self._uploaded(parcel, pair, when, await passed_on(media, content))

    async def _uploaded(self, parcel: Parcel, pair: Pair, when: Stage, upload: Upload) -> str:
        """Raises Undeliverable(file=True) where Zalo will not have the upload."""
        try:
            answer = await self._shown(parcel, pair, upload, fresh=False)
            if meaning(answer.error) == "upload":
                answer = await self._shown(parcel, pair, upload, fresh=True)
        except TryLater as error:
            if error.whole_channel or parcel.attempts < MOST_TRIES:
                raise
            raise Undeliverable(str(error), file=True) from error
        if meaning(answer.error) in ("never", "upload"):
            raise Undeliverable(f"zalo {answer.error}", file=True)
        return await self.oa.settled(answer, when)

    async def _shown(self, parcel: Parcel, pair: Pair, upload: Upload, *, fresh: bool) -> OaReply:
        id = await self.oa.uploaded(pair, upload, fresh=fresh)
        if not id:
            return OaReply(-201, {})
        return await self._message(pair, upload.shown_to(parcel.address.chat, parcel.message.text.strip(), id))

    async def _message(self, pair: Pair, body: Body) -> OaReply:
        return await self.oa.post(pair, MESSAGE, body)
