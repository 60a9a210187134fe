"""What the clock does for payments: each round once, by what the law says on that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from bot.domain.calendar import after_quiet, quiet
from bot.domain.messages import Say
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.payments import CALL, LEFT_LYING, Method, PaymentReminder, deadline, next_round
from bot.domain.outreach.subscriptions import Purpose, Subscription
from bot.law.figures.derived import announcement, floor_contribution
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.services.context import Context
from bot.services.facts import count
from bot.services.notify import notify
from bot.services.payments import calls
from bot.store.people import linking, payments, subscriptions
from bot.store.scheduling import due
from bot.store.scheduling.due import SILENT, Due
from bot.talk.understanding import told_actions
from bot.words import Words, _, paragraphs

BUTTONS = tuple(
    action.option()
    for action in (told_actions.PAID, told_actions.PAY_LATER, told_actions.NEW_WAY, told_actions.STOP_REMINDING)
)
WITHIN = {
    Method.QUARTER: "quarter_deadline_months",
    Method.HALF: "half_year_deadline_months",
    Method.YEAR: "year_deadline_months",
}


def last_to_pay(kept: PaymentReminder, context: Context) -> date:
    """The last day for the next payment, by the figures of today."""
    return deadline(kept.method, kept.until, _months(context))


def _months(context: Context) -> Mapping[Method, int]:
    """Within how many months one pays; where a figure has no value today, within the first one."""
    figures = context.knowledge.library.figures.on(context.today)
    found = {Method.MONTH: 1}
    for method, name in WITHIN.items():
        try:
            found[method] = int(figures.number(name))
        except Refusal:
            found[method] = 1
    return found


def plan(kept: PaymentReminder, context: Context) -> datetime | None:
    """Plans the next round, whatever was planned before; None where all are over."""
    coming = next_round(last_to_pay(kept, context), context.now)
    if coming is None:
        due.drop(context.tx, "payment", kept.id)
        return None
    level, at = coming
    due.put(context.tx, "payment", kept.id, at, level)
    return at


def tick(context: Context) -> int:
    """Sees to a slice of those whose time has come; returns how many need not wait for morning."""
    return sum(_round(one, context) for one in due.claim(context.tx, "payment", context.now, due.A_SLICE))


def still_reminded(kept: PaymentReminder, context: Context) -> Subscription | None:
    """Whether they may still be reminded, at that very address."""
    citizen, _staff = linking.whose(context.tx, kept.address_id)
    told = subscriptions.of_citizen(context.tx, citizen, context.now)
    return next((one for one in told if one.purpose is Purpose.PAYMENT and one.address_id == kept.address_id), None)


def _round(planned: Due, context: Context) -> int:
    if quiet(context.now):
        due.move(context.tx, [replace(planned, at=after_quiet(context.now))])
        return 0
    kept = payments.get(context.tx, planned.about)
    holds = still_reminded(kept, context) if kept is not None else None
    if kept is None or holds is None:
        due.drop(context.tx, "payment", planned.about)
        return 1
    if planned.level == CALL:
        calls.begin(kept, holds, context)
        return 1
    if planned.level == LEFT_LYING:
        calls.left_lying(kept, context)
        return 1
    if planned.level >= SILENT:
        plan(kept, context)
        return 1
    last = last_to_pay(kept, context)
    event = f"payment{kept.id}:{last}:{planned.level}"
    notify(context, holds.address, Say(_said(kept, last, context), BUTTONS), event, wanted=holds.id)
    count(context, Fact(Step.PAYMENT_REMINDED, kept.commune, holds.address.channel, topic=kept.method.value))
    if plan(kept, context) is None:
        calls.wait_for_answer(kept, context)
    return 1


def _said(kept: PaymentReminder, last: date, context: Context) -> Words:
    if context.today > last:
        said = _(
            "You have paid until {until}, and the last day for the next payment was {last}. Have you paid? Going on is "
            "possible at any time; a month that is not paid is only not counted.",
            until=kept.until,
            last=last,
        )
    else:
        said = _(
            "A reminder: you have paid voluntary social insurance until {until}; the next payment may be made until "
            "{last}.",
            until=kept.until,
            last=last,
        )
    return paragraphs(said, _lowest(last, context), _("When you have paid, just tap or type “đã đóng”."))


def _lowest(last: date, context: Context) -> Words | None:
    """The lowest payment today, and what is announced for a day not later than the last one."""
    figures = context.knowledge.library.figures
    try:
        now = whole_dong(floor_contribution(figures.on(context.today)))
        coming = announcement("income_floor", figures, context.today)
        if coming is None or coming.since > last or not isinstance(coming.value, Decimal):
            return _("The lowest is {now} a month today, before what the State adds.", now=now)
        then = whole_dong(floor_contribution(figures.on(coming.since, assume_announced=True)))
    except Refusal:
        return None
    return _(
        "The lowest is {now} a month today, from {since} {then} (announced, not confirmed yet); before what the State "
        "adds.",
        now=now,
        since=coming.since,
        then=then,
    )
