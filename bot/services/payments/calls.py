"""Who did not answer the reminders is called, if they left a number for that."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.messages import Say
from bot.domain.office_rules import Level
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.payments import CALL, LEFT_LYING, LIES, UNANSWERED, PaymentReminder, working_days_on
from bot.domain.outreach.subscriptions import Subscription
from bot.domain.people import Role
from bot.services.context import Context
from bot.services.facts import count
from bot.services.leads.routing import Roster
from bot.services.notify import notify
from bot.store.people import payment_calls
from bot.store.scheduling import due
from bot.talk.understanding import told_actions
from bot.words import Words, _


def wait_for_answer(kept: PaymentReminder, context: Context) -> None:
    """All rounds are over: without an answer a call follows, where one is wanted."""
    if kept.commune and not kept.called:
        due.put(context.tx, "payment", kept.id, working_days_on(context.now, UNANSWERED), CALL)


def begin(kept: PaymentReminder, holds: Subscription, context: Context) -> None:
    """They are to be called: the collectors of their commune are told, once a day."""
    if not payment_calls.put(context.tx, kept.id, context.now):
        due.drop(context.tx, "payment", kept.id)
        return
    due.put(context.tx, "payment", kept.id, working_days_on(context.now, LIES), LEFT_LYING)
    count(context, Fact(Step.PAYMENT_TO_CALL, kept.commune, holds.address.channel))
    said = _("{commune}: somebody did not answer the reminders to pay, and may be called.", commune=_at(kept, context))
    _tell(kept.commune, Level.COMMUNE, said, context)


def left_lying(kept: PaymentReminder, context: Context) -> None:
    """Nobody has called them: anybody may, and the supervisor is told once."""
    due.drop(context.tx, "payment", kept.id)
    if payment_calls.free(context.tx, kept.id):
        said = _("{commune}: a call about paying is still open, and nobody sees to it.", commune=_at(kept, context))
        _tell(kept.commune, Level.SUPERVISOR, said, context)


def _tell(commune: str, level: Level, said: Words, context: Context) -> None:
    _level, readers = Roster(context).find(commune, level)
    collectors = tuple(one for one in readers if one.member.role is Role.COLLECTOR)
    once = replace(context, turn=f"payers:{commune}:{level}:{context.today}")
    for reader in collectors or readers:
        notify(once, reader, Say(said, (told_actions.PAYERS.option(),)), "")


def _at(kept: PaymentReminder, context: Context) -> str:
    return context.commune_name(kept.commune)
