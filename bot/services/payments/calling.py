"""Staff call who did not answer the reminders to pay: taken, called, and what came of it."""

from __future__ import annotations

from bot.domain.commands.payments import CallPayerCommand, RecordPayerCall, ShowPayersToCall, TakePayer
from bot.domain.messages import Say
from bot.domain.outreach import payments as rhythm
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.payments import (
    COVERS,
    LEFT_LYING,
    LIES,
    MOST_TRIES,
    ONCE_MORE,
    STOPPED,
    CallOutcome,
    PaymentReminder,
    working_days_on,
)
from bot.domain.outreach.subscriptions import Purpose, Subscription
from bot.domain.people import Staff
from bot.domain.rights import may_call
from bot.services.context import Context
from bot.services.facts import count
from bot.services.notify import notify
from bot.services.payments.answers import HOW, SET, go_on
from bot.services.payments.reminders import last_to_pay, still_reminded
from bot.store.people import linking, payment_calls, payments, subscriptions
from bot.store.people.payment_calls import PayerToCall
from bot.store.scheduling import due
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk import actions
from bot.talk.understanding import told_actions
from bot.words import Value, Words, _, lines, paragraphs

SHOWN = 8
AGAIN = {CallOutcome.KEPT: Step.KEEPS_PAYING, CallOutcome.BACK: Step.PAYS_AGAIN}


def for_staff(command: CallPayerCommand, member: Staff, context: Context) -> tuple[Say, ...]:
    """Does what a member of staff wants done."""
    match command:
        case ShowPayersToCall():
            return (show(member, context),)
        case TakePayer():
            return (take(command.number, member, context),)
        case RecordPayerCall():
            return (record(command, member, context),)


def show(member: Staff, context: Context) -> Say:
    """Whom to call: without numbers, which are shown to who takes one."""
    found = payment_calls.waiting(context.tx, member.communes, member.id, SHOWN)
    mine = [one for one in found if may_call(member, one.commune)]
    if not mine:
        return Say(_("Nobody is to be called about paying."), actions.TO_WORK)
    told = (_line(one, member, context) for one in mine)
    each = (
        (told_actions.PAYER_CALLED if one.taken_by == member.id else told_actions.TAKE_PAYER).option(one.number)
        for one in mine
    )
    return Say(lines(_("To be called about paying: {count}", count=len(mine)), *told), (*each, *actions.TO_WORK))


def take(number: int, member: Staff, context: Context) -> Say:
    """It is theirs: the number to call is shown, and that is on record."""
    found = _open(number, member, context)
    if found is None:
        return _nobody()
    if found.taken_by not in {None, member.id}:
        return Say(_("A colleague calls number {number} already.", number=str(number)), _BACK)
    payment_calls.take(context.tx, number, member.id)
    audit.looked(context.tx, member.id, Audited.PAYMENT_CALLS, [], context.now)
    where, phone = _where(found, context), found.phone.spoken
    words = paragraphs(
        _("Payer {number}, {commune}: {phone}", number=str(number), commune=where, phone=phone),
        _rhythm(found, context),
        _("They agreed to be called about paying: call about nothing else."),
    )
    return Say(words, (told_actions.PAYER_CALLED.option(number), *_BACK))


def record(command: RecordPayerCall, member: Staff, context: Context) -> Say:
    """What came of the call: counted; it moves the reminders on, or ends them."""
    found = _open(command.number, member, context)
    if found is None or found.taken_by not in {None, member.id}:
        return _nobody()
    kept = payments.get(context.tx, found.number)
    holds = still_reminded(kept, context) if kept is not None else None
    if kept is None or holds is None:
        return _nobody()
    audit.looked(context.tx, member.id, Audited.PAYMENT_CALLS, [], context.now)
    count(context, Fact(Step.PAYMENT_CALLED, found.commune, holds.address.channel))
    if command.outcome is CallOutcome.NO_ANSWER and payment_calls.tried(context.tx, found.number) < MOST_TRIES:
        due.put(context.tx, "payment", found.number, working_days_on(context.now, LIES), LEFT_LYING)
        said = _("Noted. Number {number} stays on your list: please try on another day.", number=str(found.number))
        return Say(said, (told_actions.PAYER_CALLED.option(found.number), *_BACK))
    due.drop(context.tx, "payment", found.number)
    payment_calls.end(context.tx, found.number, context.now)
    _follow(command.outcome, kept, holds, context)
    return Say(_("Noted, thank you. Number {number} is done.", number=str(found.number)), _BACK)


def _follow(outcome: CallOutcome, kept: PaymentReminder, holds: Subscription, context: Context) -> None:
    if outcome in AGAIN:
        count(context, Fact(AGAIN[outcome], kept.commune, holds.address.channel, topic=kept.method.value))
        said = go_on(kept, rhythm.on(kept.until, COVERS.get(kept.method, 12)), holds, context)
        noted = _("Whoever called you has noted that you have paid. If that is not right, tap “I pay in another way”.")
        notify(context, holds.address, Say(lines(noted, said), SET), "noted", wanted=holds.id)
    elif outcome is CallOutcome.LATER:
        due.put(context.tx, "payment", kept.id, rhythm.later(context.now), ONCE_MORE)
    elif outcome is CallOutcome.WRONG_NUMBER:
        citizen, _staff = linking.whose(context.tx, kept.address_id)
        payment_calls.forget(context.tx, citizen)
    elif outcome in STOPPED:
        _end(kept, holds, outcome, context)


def _end(kept: PaymentReminder, holds: Subscription, outcome: CallOutcome, context: Context) -> None:
    channel = holds.address.channel
    subscriptions.stop(context.tx, holds.citizen, [Purpose.PAYMENT], context.now)
    count(
        context,
        Fact(Step.UNSUBSCRIBED, "", channel, topic=Purpose.PAYMENT.value),
        Fact(Step.STOPPED_PAYING, kept.commune, channel, topic=STOPPED[outcome].value),
    )
    said = _("As you said when you were called, I remind you of no payment any more. You may go on at any time.")
    notify(context, holds.address, Say(said, (told_actions.REMIND_ME.option(), *actions.TO_MENU)), "ended")


def _open(number: int, member: Staff, context: Context) -> PayerToCall | None:
    """Who is to be called, locked, where that is among theirs; a refusal is on record."""
    found = payment_calls.get(context.tx, number, lock=True)
    if found is not None and not may_call(member, found.commune):
        audit.looked(context.tx, member.id, Audited.PAYMENT_CALLS, [], context.now, refused=True)
        return None
    return found


def _line(one: PayerToCall, member: Staff, context: Context) -> Words:
    words: dict[str, Value] = {
        "number": str(one.number),
        "commune": _where(one, context),
        "rhythm": _rhythm(one, context),
    }
    if one.taken_by == member.id:
        return _("• Payer {number}, {commune}, yours: {rhythm}", **words)
    return _("• Payer {number}, {commune}: {rhythm}", **words)


def _rhythm(one: PayerToCall, context: Context) -> Words:
    kept = PaymentReminder(one.number, one.address_id, one.method, one.until)
    return _(
        "pays {how}, paid until {until}, was to pay until {last}.",
        how=HOW[one.method],
        until=one.until,
        last=last_to_pay(kept, context),
    )


def _where(one: PayerToCall, context: Context) -> str:
    return context.commune_name(one.commune)


def _nobody() -> Say:
    return Say(_("Nobody of that number is to be called about paying."), _BACK)


_BACK = (told_actions.PAYERS.option(), *actions.TO_WORK)
