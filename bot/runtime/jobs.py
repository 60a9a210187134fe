"""What is to be written outside of any turn.

Alarms to the admins, other ways for parcels that may not go, what has become due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.channels.health import Health
from bot.channels.interface import Facts, Readers
from bot.domain.content.versions import Refused
from bot.domain.messages import Say
from bot.domain.pace.plan_limits import Plan
from bot.domain.people import Staff
from bot.reports import metrics, weekly
from bot.runtime.attempts import GivenUp
from bot.runtime.supervisor import Loop
from bot.services.campaigns import running as campaigns
from bot.services.cases import arrivals
from bot.services.cases.escalation import tick
from bot.services.cases.taking_back import tell_left
from bot.services.citizens import held
from bot.services.content import hanging, reminders
from bot.services.content.notices import tell_refused
from bot.services.context import Context, Runtime
from bot.services.copies import still_readable
from bot.services.leads.retention import expire
from bot.services.meetings import asking, thanks
from bot.services.meetings import news as meeting_news
from bot.services.meetings import reminders as meeting_reminders
from bot.services.notify import tell_admins
from bot.services.outbox.channel_health import watch_channels
from bot.services.outbox.overdue import timely
from bot.services.outbox.plan_limits import watch_plan
from bot.services.outbox.undelivered import Failure, go_without_file, pass_on_late, see_to
from bot.services.payments import reminders as payment_reminders
from bot.services.reports import duties
from bot.services.staff import digests
from bot.services.subscriptions.going import still_wanted
from bot.store.channels import health as channel_health
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.messages import outbox
from bot.store.messages.outbox import Parcel
from bot.store.people import addresses
from bot.words import _, verbatim

TOLD_AFTER = 3


@dataclass(frozen=True)
class Jobs:
    """Each is done in the transaction that it is given."""

    runtime: Runtime

    def alarm(self, tx: Transaction, key: str, sentence: str, *, but: str) -> None:
        """Tells every admin, once for each key; not on the channel `but`, which is in trouble."""
        tell_admins(self._context(tx, key), key, verbatim(sentence), but=but)

    def failing(self, tx: Transaction, loop: Loop, error: BaseException, failures: int) -> None:
        """Tells every admin, once a day, of a loop that fails again and again."""
        if failures < TOLD_AFTER:
            return
        context = self._context(tx, f"failing:{loop.name}")
        why = type(error).__name__
        told = _("A part of Loa fails again and again and is started anew: {name} ({why}).", name=loop.name, why=why)
        tell_admins(context, str(context.today), told)

    def watch_channels(self, health: Health, tx: Transaction) -> None:
        """Puts on record how the channels fare, and tells of one that is dead."""
        now = self.runtime.clock()
        watch_channels(self._context(tx, "channels"), health.news())
        metrics.measure_channels(channel_health.states(tx), channel_health.oldest_due(tx, now), now)

    @property
    def given_up(self) -> GivenUp:
        """What follows when a parcel is given up."""
        return GivenUp(self.undelivered, self.fileless)

    def fileless(self, tx: Transaction, parcel: Parcel) -> None:
        """Sees to it that its words arrive without the file, and that both sides know."""
        go_without_file(parcel, self._context(tx, f"fileless{parcel.number}"))

    def undelivered(self, tx: Transaction, parcel: Parcel, failure: Failure) -> None:
        """Sees to it that its reader, or somebody else, is told in another way."""
        context = self._context(tx, f"stranded{parcel.number}")
        about = outbox.about(tx, parcel.number) if parcel.kind == "delete" else None
        if about is not None and about.kind == "case":
            tell_left(about.id, parcel.address, context)
        see_to(parcel, failure, context)

    def checked(self, tx: Transaction, claimed: list[Parcel]) -> list[Parcel]:
        """Those of the claimed parcels that may be read, and go, now."""
        context = self._context(tx, "late")
        wanted = still_wanted(still_readable(tx, claimed), context)
        return timely(campaigns.still_goes(wanted, context), context)

    def plan(self, tx: Transaction, channel: str, account: str, plan: Plan) -> None:
        """Tells every admin before what the plan of that account allows is used up."""
        watch_plan(self._context(tx, "plan"), channel, account, plan)

    def due(self, tx: Transaction) -> int:
        """Does what has become due in live questions, requests and figures; returns how much."""
        context = self._context(tx, f"clock{self.runtime.clock().timestamp()}")
        return (
            tick(context)
            + arrivals.tick(context)
            + digests.tick(context, self.week)
            + pass_on_late(context)
            + reminders.tick(context)
            + meeting_reminders.tick(context)
            + asking.tick(context)
            + meeting_news.tick(context)
            + thanks.tick(context)
            + payment_reminders.tick(context)
            + campaigns.tick(context)
            + hanging.tick(context)
            + duties.tick(context)
            + held.tick(context)
        )

    def week(self, member: Staff, context: Context) -> Say | None:
        """The week's message to that supervisor."""
        names = {code: commune.spoken for code, commune in context.knowledge.by_code.items()}
        return weekly.week(context.tx, context.knowledge.library, member.communes, names, context.now)

    def measure(self, tx: Transaction) -> None:
        """Sets the numbers of /metrics."""
        metrics.measure(tx, self.runtime.knowledge().library, self.runtime.clock())

    def closing(self) -> int:
        """The day on which a month's books close; 0: its last."""
        return self.runtime.knowledge().library.home.closing

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
        if subject is not None and subject.kind == "guest":
            near = meeting_reminders.facts_of(parcel.key, subject.id, self._context(tx, "facts"))
            return Facts(meeting=True, words=words | near) if near else Facts(words=words)
        lead = leads.get(tx, subject.id) if subject is not None and subject.kind == "lead" else None
        if lead is None:
            return Facts(words=words)
        words |= {"request": str(lead.number), "commune": self._context(tx, "facts").commune_name(lead.commune)}
        reader = addresses.owner(tx, parcel.address)
        if reader is None or reader.citizen != lead.citizen:
            return Facts(True, words=words)
        phone = None if lead.asked_by_other else lead.phone or None
        return Facts(True, words=words | {"name": lead.name}, phone=phone)

    def content_refused(self, tx: Transaction, refused: Refused, version: int) -> None:
        """Tells who can mend it that a content is not used."""
        turn = f"content:{refused.folder.id}:{refused.at.timestamp()}"
        tell_refused(self._context(tx, turn), refused, version)

    def _context(self, tx: Transaction, turn: str) -> Context:
        return self.runtime.context(tx, self.runtime.clock(), turn)
