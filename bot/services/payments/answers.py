"""What people say about their payments: remind me, I have paid, later, no more, and why."""

from __future__ import annotations

from bot.domain.commands.payments import HavePaid, LetCall, RemindOfPayment, SayWhyStopped
from bot.domain.consents import PAYMENT_CALL, PAYMENT_CALL_TEXT
from bot.domain.messages import Option, Say
from bot.domain.outreach import payments as rhythm
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.payments import COVERS, ONCE_MORE, PaymentReminder, WhyStopped
from bot.domain.outreach.subscriptions import Purpose, Subscription
from bot.services.context import Context
from bot.services.facts import count
from bot.services.payments.reminders import last_to_pay, plan
from bot.services.subscriptions import ending
from bot.store.people import consents, payment_calls, payments, subscriptions
from bot.store.people.visitors import Visitor
from bot.store.scheduling import due
from bot.talk import actions
from bot.talk.understanding import told_actions
from bot.words import Words, YearMonth, _, lines

WHY = {
    WhyStopped.MONEY: _("I have no money for it now"),
    WhyStopped.COMPULSORY: _("I have a job with compulsory insurance"),
    WhyStopped.OTHER: _("Another reason"),
}
SET = (told_actions.NEW_WAY.option(), told_actions.STOP_REMINDING.option(), *actions.TO_MENU)


def begin(command: RemindOfPayment, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps their rhythm; with a text agreed to, their consent too."""
    citizen, channel, purpose = visitor.citizen, visitor.address.channel, Purpose.PAYMENT
    if command.consent:
        shown = consents.digest(command.shown)
        given = consents.give(context.tx, citizen.id, command.consent, (purpose.value,), channel, shown, context.now)
        payments.forget(context.tx, citizen.id)
        subscriptions.begin(context.tx, citizen.id, visitor.address_id, purpose, "", given)
        count(context, Fact(Step.SUBSCRIBED, "", channel, topic=purpose.value))
    if (told := _reminded(visitor, context)) is None:
        return _none()
    said = lines(_("All right."), _set(command.method, command.until, told, context))
    kept = _mine(visitor, context)
    call = () if kept is None or kept.commune else (told_actions.LET_CALL.option(),)
    return (Say(said, (*call, *SET)),)


def let_call(command: LetCall, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps the number that may be called, where they are reminded at all."""
    mine = _mine(visitor, context)
    if mine is None:
        return _none()
    shown = consents.digest(context.language(visitor.citizen.language).say(PAYMENT_CALL_TEXT))
    who, channel = visitor.citizen.id, visitor.address.channel
    consents.give(context.tx, who, command.consent, (PAYMENT_CALL,), channel, shown, context.now)
    payment_calls.leave(context.tx, mine.id, command.phone, command.commune)
    said = _(
        "Thank you. If you do not answer my reminders, the collector of {commune} calls {phone}.",
        commune=context.commune_name(command.commune),
        phone=command.phone.spoken,
    )
    return (Say(said, (actions.UNCALL.option(), *SET)),)


def paid(command: HavePaid, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Moves on to what is due next: kept paying, or back after a time without."""
    mine, told = _mine(visitor, context), _reminded(visitor, context)
    if mine is None or told is None:
        return _none()
    until = command.until or rhythm.on(mine.until, COVERS.get(mine.method, 12))
    back = context.today > last_to_pay(mine, context)
    step = Step.PAYS_AGAIN if back else Step.KEEPS_PAYING
    count(context, Fact(step, mine.commune, visitor.address.channel, topic=mine.method.value))
    return (Say(lines(_("Thank you, well done."), _set(mine.method, until, told, context)), SET),)


def later(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Once more in three days, and then as planned."""
    mine = _mine(visitor, context)
    if mine is None:
        return _none()
    planned = due.get(context.tx, "payment", mine.id)
    at = rhythm.later(context.now)
    due.put(context.tx, "payment", mine.id, at, min(planned.level, ONCE_MORE) if planned else ONCE_MORE)
    payment_calls.off(context.tx, mine.id)
    return (Say(_("All right, I remind you again on {day}.", day=at.date()), SET),)


def stop(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """At once; why, they may say, and that is kept of nobody."""
    if not ending.stop([Purpose.PAYMENT], visitor, context):
        return _none()
    said = lines(
        _("Done, I remind you no more, and have deleted what I had noted down."),
        _("If you do not pay any more: may I know why? Nobody sees who said it."),
    )
    whys = tuple(Option(told_actions.WHY_STOPPED.token(why), words) for why, words in WHY.items())
    return (Say(said, (*whys, *actions.TO_MENU)),)


def why(command: SayWhyStopped, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Counts it."""
    count(context, Fact(Step.STOPPED_PAYING, "", visitor.address.channel, topic=command.why.value))
    said = _("Thank you for telling me. You may go on at any time; what you have paid stays yours.")
    return (Say(said, (actions.CONSULTATION.option(), *actions.TO_MENU)),)


def in_words(visitor: Visitor, context: Context) -> Words | None:
    """What is noted down, for “my data”."""
    mine = _mine(visitor, context)
    if mine is None:
        return None
    phone = payment_calls.number_of(context.tx, mine.id)
    return lines(
        _("Your payments: {how}, paid until {until}.", how=HOW[mine.method], until=mine.until),
        _("To be called about paying: {phone}", phone=phone.spoken) if phone else None,
    )


HOW = {
    rhythm.Method.MONTH: _("every month"),
    rhythm.Method.QUARTER: _("every three months"),
    rhythm.Method.HALF: _("every six months"),
    rhythm.Method.YEAR: _("once a year"),
    rhythm.Method.AHEAD: _("years ahead"),
    rhythm.Method.MISSING: _("missing years at once"),
}


def go_on(kept: PaymentReminder, until: YearMonth, told: Subscription, context: Context) -> Words:
    """They have paid until then; returns what follows, to be told."""
    return _set(kept.method, until, told, context)


def _set(method: rhythm.Method, until: YearMonth, told: Subscription, context: Context) -> Words:
    """Keeps it at the address where they are told, wherever they say it."""
    number = payments.keep(context.tx, told.address_id, method, until, context.now)
    kept = payments.get(context.tx, number) or PaymentReminder(number, told.address_id, method, until)
    at = plan(kept, context)
    said = _(
        "You pay {how}, and have paid until {until}. The next payment may be made until {last}.",
        how=HOW[method],
        until=until,
        last=last_to_pay(kept, context),
    )
    if at is None:
        return lines(said, _("That day is past: please go to where you pay as soon as you can."))
    return lines(said, _("I remind you on {day}.", day=at.date()))


def _reminded(visitor: Visitor, context: Context) -> Subscription | None:
    """That they are reminded, and where."""
    told = subscriptions.of_citizen(context.tx, visitor.citizen.id, context.now)
    return next((one for one in told if one.purpose is Purpose.PAYMENT), None)


def _mine(visitor: Visitor, context: Context) -> PaymentReminder | None:
    found = payments.of_citizen(context.tx, visitor.citizen.id)
    return found[0] if found and _reminded(visitor, context) else None


def _none() -> tuple[Say, ...]:
    said = _("I do not remind you of any payment at the moment.")
    return (Say(said, (told_actions.REMIND_ME.option(), *actions.TO_MENU)),)
