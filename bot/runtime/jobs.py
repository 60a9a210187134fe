"""What is to be written outside of any turn.

Alarms to the admins, other ways for parcels that may not go, what has become due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.channels.interface import Facts, Readers
from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.domain.plan_limits import Plan
from bot.reports import metrics, weekly
from bot.runtime.attempts import GivenUp
from bot.services.cases.escalation import tick
from bot.services.context import Context, Runtime
from bot.services.leads.retention import expire
from bot.services.notify import tell_admins
from bot.services.outbox.plan_limits import watch_plan
from bot.services.outbox.undelivered import go_elsewhere, go_without_file
from bot.services.staff import digests
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.messages import outbox
from bot.store.messages.outbox import Parcel
from bot.store.people import addresses
from bot.words import verbatim


@dataclass(frozen=True)
class Jobs:
    """Each is done in the transaction that it is given."""

    runtime: Runtime

    def alarm(self, tx: Transaction, key: str, sentence: str, *, but: str) -> None:
        """Tells every admin, once for each key; not on the channel `but`, which is in trouble."""
        tell_admins(self._context(tx, key), key, verbatim(sentence), but=but)

    @property
    def given_up(self) -> GivenUp:
        """What follows when a parcel is given up."""
        return GivenUp(self.stranded, self.fileless)

    def fileless(self, tx: Transaction, parcel: Parcel) -> None:
        """Sees to it that its words arrive without the file, and that both sides know."""
        go_without_file(parcel, self._context(tx, f"fileless{parcel.number}"))

    def stranded(self, tx: Transaction, parcel: Parcel) -> None:
        """Sees to it that its reader is told in another way."""
        go_elsewhere(parcel, self._context(tx, f"stranded{parcel.number}"))

    def plan(self, tx: Transaction, channel: str, account: str, plan: Plan) -> None:
        """Tells every admin before what the plan of that account allows is used up."""
        watch_plan(self._context(tx, "plan"), channel, account, plan)

    def due(self, tx: Transaction) -> int:
        """Does what has become due in live questions and requests; returns how much that was."""
        context = self._context(tx, f"clock{self.runtime.clock().timestamp()}")
        return tick(context) + digests.tick(context, self.week)

    def week(self, member: Staff, context: Context) -> Say | None:
        """The week's message to that supervisor."""
        names = {code: commune.spoken for code, commune in context.knowledge.by_code.items()}
        return weekly.week(context.tx, context.knowledge.library, member.communes, names, context.now)

    def measure(self, tx: Transaction) -> None:
        """Sets the numbers of /metrics."""
        metrics.measure(tx, self.runtime.knowledge().library, self.runtime.clock())

    def expire(self, tx: Transaction, before: datetime) -> int:
        """Ends what is personal in requests that ended before then; returns how many those were."""
        return expire(self._context(tx, "expiry"), before)

    @property
    def readers(self) -> Readers:
        """What channels may ask about those they write to."""
        return Readers(addresses.last_heard, self.facts)

    def facts(self, tx: Transaction, parcel: Parcel) -> Facts:
        """What may be told of a parcel; name and phone only to the citizen whose request it is.

        Somebody else may have asked for a call to the same phone.
        """
        words = {"hotline": self.runtime.knowledge().library.home.hotline}
        subject = outbox.about(tx, parcel.number)
        lead = leads.get(tx, subject.id) if subject is not None and subject.kind == "lead" else None
        if lead is None:
            return Facts(words=words)
        words |= {"request": str(lead.number), "commune": self._context(tx, "facts").commune_name(lead.commune)}
        reader = addresses.owner(tx, parcel.address)
        if reader is None or reader.citizen != lead.citizen:
            return Facts(True, words)
        return Facts(True, words | {"name": lead.name}, None if lead.asked_by_other else lead.phone or None)

    def _context(self, tx: Transaction, turn: str) -> Context:
        return self.runtime.context(tx, self.runtime.clock(), turn)
