"""Calls to Zalo as our account, with a token that is good.

Refusals are counted, what was charged is put on record.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any

import structlog
from prometheus_client import Counter, Gauge

from bot.channels.interface import TryLater
from bot.channels.zalo_oa.api import OaReply
from bot.channels.zalo_oa.errors import ADVICE, OPERATOR, meaning, refusal
from bot.channels.zalo_oa.incoming import NAME
from bot.channels.zalo_oa.tokens import Tokens
from bot.channels.zalo_oa.uploads import Upload
from bot.domain.calendar import VIET_NAM
from bot.store.channels import zalo_oa as zalo
from bot.store.channels.zalo_oa import Pair
from bot.store.engine.database import Database, Transaction
from bot.store.statistics import plan_usage

UPLOADS_LIVE = timedelta(days=6)
QUOTAS = frozenset({"reply", "sub_quota", "purchase_quota", "reward_quota"})
COSTS_NOTHING = frozenset({"reply", "free"})
LOOK = "hãy xem nhật ký và `loa zalo status`"

SENT = Counter("loa_zalo_oa_messages", "Messages that Zalo took, by what they were charged to", ["quota"])
REFUSED = Counter("loa_zalo_oa_errors", "Refusals of Zalo, by their number", ["code"])
REMAINING = Gauge("loa_zalo_oa_quota", "What Zalo says is left, by the kind of quota", ["quota"])

log = structlog.get_logger()


@dataclass
class Rest:
    """Until when nothing that costs is tried, in seconds of a clock that nobody sets."""

    until: float = 0.0


@dataclass(frozen=True)
class Account:
    """Our account at Zalo. Every call raises TryLater where no answer came."""

    tokens: Tokens
    clock: Callable[[], datetime]
    elapsed: Callable[[], float] = monotonic
    rest: Rest = field(default_factory=Rest)

    @property
    def account(self) -> str:
        return self.tokens.account

    @property
    def database(self) -> Database:
        return self.tokens.database

    async def post(self, pair: Pair, path: str, body: Mapping[str, Any], *, business: bool = False) -> OaReply:
        """What Zalo answers to a call."""
        client = self.tokens.client
        return await self._asked(pair, lambda access: client.post(path, access, body, business=business))

    async def get(self, pair: Pair, path: str, asked: Mapping[str, Any], *, business: bool = False) -> OaReply:
        """What Zalo answers to a question."""
        client = self.tokens.client
        return await self._asked(pair, lambda access: client.get(path, access, asked, business=business))

    async def settled(self, answer: OaReply, charged: str) -> str:
        """The id of a message that was taken; raises what a refusal means.

        `charged`: to what, if Zalo does not say.
        """
        if answer.error == 0:
            await self._charge(answer, charged)
            return answer.text("message_id") or answer.text("msg_id")
        if meaning(answer.error) in ("operator", "paid", "token"):
            await self.needs_operator(answer.error, ADVICE.get(answer.error, LOOK))
        if meaning(answer.error) == "paid" and charged not in COSTS_NOTHING:
            self.rest.until = self.elapsed() + OPERATOR.total_seconds()
        raise refusal(answer.error, self.clock(), free=charged in COSTS_NOTHING)

    def can_pay(self) -> None:
        """Raises TryLater while what costs is refused; what is free goes on meanwhile."""
        if (rests := self.rest.until - self.elapsed()) > 0:
            raise TryLater("zalo: what costs has to wait", timedelta(seconds=rests))

    async def uploaded(self, pair: Pair, upload: Upload, *, fresh: bool) -> str:
        """Zalo's id of a picture or a document, uploaded unless that was done this week.

        "" if Zalo will not have it.
        What ends uploads alone, such as the month's allowance of them, holds no words up: it is told to the operator.

        fresh   upload it whatever was done
        """
        now, hash = self.clock(), upload.hash
        if not fresh:
            known = await self.database.read(lambda tx: zalo.uploaded(tx, self.account, hash, now - UPLOADS_LIVE))
            if known:
                return known
        answer = await self._sent_up(pair, upload)
        if meaning(answer.error) in ("operator", "paid"):
            await self.needs_operator(answer.error, f"khi tải hình lên; {ADVICE.get(answer.error, LOOK)}")
        elif meaning(answer.error) not in ("sent", "never"):
            await self.settled(answer, "free")
        if id := answer.text("attachment_id" if upload.kind == "image" else "token"):
            await self.database.run_if_there(lambda tx: self._remember(tx, hash, id))
        return id

    async def needs_operator(self, code: int, advice: str) -> None:
        """Tells the operators, once a day for each number, what has to be put right."""
        log.error("zalo needs the operator", channel=NAME, account=self.account, reason=f"zalo {code}")
        key, sentence = f"zalo:{self.account}:{code}:{self._today()}", f"Zalo OA báo lỗi {code}: {advice}."
        await self.database.run_if_there(lambda tx: self.tokens.alarm(tx, key, sentence))

    async def _asked(self, pair: Pair, ask: Callable[[str], Awaitable[OaReply]]) -> OaReply:
        """The answer; a token that is no good any more is renewed, and the call repeated, once."""
        answer = await ask(pair.access)
        if meaning(answer.error) == "token":
            REFUSED.labels(str(answer.error)).inc()
            answer = await ask((await self.tokens.renewed(pair.generation)).access)
        if answer.error:
            REFUSED.labels(str(answer.error)).inc()
        return answer

    async def _charge(self, answer: OaReply, charged: str) -> None:
        quota = answer.data.get("quota")
        told: Mapping[str, object] = quota if isinstance(quota, Mapping) else {}
        kind = str(told.get("quota_type", ""))
        kind = kind if kind in QUOTAS else charged
        SENT.labels(kind).inc()
        remaining = str(told.get("remain", ""))
        if kind in QUOTAS and remaining.isascii() and remaining.isdigit():
            REMAINING.labels(kind).set(int(remaining))
        if kind not in COSTS_NOTHING:
            await self.database.run_if_there(lambda tx: self._use(tx, kind))

    async def _sent_up(self, pair: Pair, upload: Upload) -> OaReply:
        client = self.tokens.client
        try:
            return await self._asked(
                pair, lambda access: client.upload(upload.kind, access, upload.name, upload.content, upload.type)
            )
        except TryLater as error:
            # Whatever became of the upload, no message has gone.
            raise TryLater(str(error), error.after, whole_channel=error.whole_channel) from None

    def _remember(self, tx: Transaction, hash: str, id: str) -> None:
        now = self.clock()
        zalo.remember_upload(tx, self.account, hash, id, now, now - UPLOADS_LIVE)
        self._use(tx, "upload")

    def _use(self, tx: Transaction, what: str) -> None:
        plan_usage.use(tx, NAME, "", what, self._today())

    def _today(self) -> date:
        return self.clock().astimezone(VIET_NAM).date()
