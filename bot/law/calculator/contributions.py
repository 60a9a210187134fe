"""Calculations of what is paid, from plain inputs: monthly, ahead, late, and paid back."""

from __future__ import annotations

from collections.abc import Callable

from bot.law.calculator.inputs import Inputs
from bot.law.calculator.result import At, Plain, Result
from bot.law.contributions.contribution import (
    Contribution,
    advance,
    contribution,
    contributions_over,
    support_over,
)
from bot.law.contributions.local_support import BASIS, local_support_over
from bot.law.contributions.missing_months import missing_months
from bot.law.contributions.prepaying import prepaying
from bot.law.contributions.refund import refund
from bot.law.figures.derived import SupportGroup, floor_contribution, support_of
from bot.law.steps import Step
from bot.words import _


def support_result(asked: Inputs, at: At) -> Result:
    group = asked.choice("group", SupportGroup)
    added, steps = support_over(1, 0, group, at.figures.on(at.day, assume_announced=at.announced))
    return Result({"support": added}, steps)


def local_support_result(asked: Inputs, at: At) -> Result:
    """What the province adds a month; never part of what `support` says."""
    group, in_force = asked.choice("group", SupportGroup), at.figures.on(at.day, assume_announced=at.announced)
    least = floor_contribution(in_force) - support_of(group, in_force)
    added = local_support_over(1, 0, group, asked.commune("commune"), least, in_force)
    nothing = Step(_("Nothing is known that is added here to the State's support"), BASIS)
    return Result({"local": added.amount}, added.steps or (nothing,))


def contribution_result(asked: Inputs, at: At) -> Result:
    return _owed(
        contribution(
            asked.whole("income"),
            asked.choice("group", SupportGroup),
            at.figures,
            at.day,
            supported_before=asked.maybe_whole("supported_before") or 0,
            commune=asked.commune("commune"),
            assume_announced=at.announced,
        )
    )


def contributions_over_result(asked: Inputs, at: At) -> Result:
    return _owed_over(asked, at, contributions_over)


def advance_result(asked: Inputs, at: At) -> Result:
    return _owed_over(asked, at, advance)


def prepaying_result(asked: Inputs, at: At) -> Result:
    """Paying ahead against month by month; announced figures count from their day in any case."""
    found = prepaying(
        asked.whole("months"),
        asked.whole("income"),
        asked.choice("group", SupportGroup),
        at.figures,
        at.day,
        supported_before=asked.maybe_whole("supported_before") or 0,
        commune=asked.commune("commune"),
    )
    values: dict[str, Plain] = {"ahead": found.ahead.pays, "ahead_support": found.ahead.support}
    values |= {"monthly": found.pays, "monthly_support": found.support, "gain": found.gain, "raised": found.raised}
    return Result({**values, "changes": found.changes.isoformat() if found.changes else ""}, found.steps)


def _owed_over(asked: Inputs, at: At, over: Callable[..., Contribution]) -> Result:
    return _owed(
        over(
            asked.whole("months"),
            asked.whole("income"),
            asked.choice("group", SupportGroup),
            at.figures,
            at.day,
            supported_before=asked.maybe_whole("supported_before") or 0,
            commune=asked.commune("commune"),
            assume_announced=at.announced,
        )
    )


def _owed(owed: Contribution) -> Result:
    values: dict[str, Plain] = {"months": owed.months, "gross": owed.gross, "support": owed.support, "pays": owed.pays}
    if owed.local:
        values |= {"local": owed.local, "local_payer": owed.payer}
    return Result({**values, "saves": owed.saves}, owed.steps)


def missing_months_result(asked: Inputs, at: At) -> Result:
    owed = missing_months(
        asked.whole("months"), asked.whole("income"), at.figures, at.day, assume_announced=at.announced
    )
    return Result({"months": owed.months, "gross": owed.gross, "extra": owed.extra}, owed.steps)


def refund_result(asked: Inputs, at: At) -> Result:
    back = refund(
        asked.whole("months"),
        asked.whole("remaining"),
        asked.whole("income"),
        asked.choice("group", SupportGroup),
        at.figures,
        at.day,
        supported_before=asked.maybe_whole("supported_before") or 0,
        commune=asked.commune("commune"),
        assume_announced=at.announced,
    )
    local = {"local": back.local} if back.local else {}
    return Result({"refund": back.refund, "returned_to_state": back.returned_to_state, **local}, back.steps)
