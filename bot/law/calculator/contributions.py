"""Calculations of what is paid, from plain inputs: monthly, ahead, late, and paid back."""

from __future__ import annotations

from collections.abc import Callable

from bot.law.calculator.inputs import Inputs
from bot.law.calculator.result import At, Result
from bot.law.contributions.contribution import (
    Contribution,
    advance,
    contribution,
    contributions_over,
    support_over,
)
from bot.law.contributions.missing_months import missing_months
from bot.law.contributions.refund import refund
from bot.law.figures.derived import SupportGroup


def support_result(asked: Inputs, at: At) -> Result:
    group = asked.choice("group", SupportGroup)
    added, steps = support_over(1, 0, group, at.figures.on(at.day, assume_announced=at.announced))
    return Result({"support": added}, steps)


def contribution_result(asked: Inputs, at: At) -> Result:
    return _owed(
        contribution(
            asked.whole("income"),
            asked.choice("group", SupportGroup),
            at.figures,
            at.day,
            supported_before=asked.maybe_whole("supported_before") or 0,
            assume_announced=at.announced,
        )
    )


def contributions_over_result(asked: Inputs, at: At) -> Result:
    return _owed_over(asked, at, contributions_over)


def advance_result(asked: Inputs, at: At) -> Result:
    return _owed_over(asked, at, advance)


def _owed_over(asked: Inputs, at: At, over: Callable[..., Contribution]) -> Result:
    return _owed(
        over(
            asked.whole("months"),
            asked.whole("income"),
            asked.choice("group", SupportGroup),
            at.figures,
            at.day,
            supported_before=asked.maybe_whole("supported_before") or 0,
            assume_announced=at.announced,
        )
    )


def _owed(owed: Contribution) -> Result:
    values = {"months": owed.months, "gross": owed.gross, "support": owed.support, "pays": owed.pays}
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
        assume_announced=at.announced,
    )
    return Result({"refund": back.refund, "returned_to_state": back.returned_to_state}, back.steps)
