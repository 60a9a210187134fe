"""Requests by name about paying: a month, over months, ahead, late, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.law.calculator.inputs import Inputs
from bot.law.calculator.result import At, Reckoned, Reckoner
from bot.law.contributions import contribution as paying
from bot.law.contributions.missing_months import missing_months
from bot.law.contributions.refund import refund
from bot.law.figures.derived import Group


def _support(asked: Inputs, at: At) -> Reckoned:
    group = asked.choice("group", Group)
    added, steps = paying.support_over(1, 0, group, at.figures.on(at.day, assume_announced=at.announced))
    return Reckoned({"support": added}, steps)


def _contribution(asked: Inputs, at: At) -> Reckoned:
    return _owed(
        paying.contribution(
            asked.whole("income"),
            asked.choice("group", Group),
            at.figures,
            at.day,
            supported_before=asked.maybe_whole("supported_before") or 0,
            assume_announced=at.announced,
        )
    )


def _over(over: Callable[..., paying.Contribution]) -> Callable[[Inputs, At], Reckoned]:
    def run(asked: Inputs, at: At) -> Reckoned:
        return _owed(
            over(
                asked.whole("months"),
                asked.whole("income"),
                asked.choice("group", Group),
                at.figures,
                at.day,
                supported_before=asked.maybe_whole("supported_before") or 0,
                assume_announced=at.announced,
            )
        )

    return run


def _owed(owed: paying.Contribution) -> Reckoned:
    values = {"months": owed.months, "gross": owed.gross, "support": owed.support, "pays": owed.pays}
    return Reckoned({**values, "saves": owed.saves}, owed.steps)


def _missing(asked: Inputs, at: At) -> Reckoned:
    owed = missing_months(
        asked.whole("months"), asked.whole("income"), at.figures, at.day, assume_announced=at.announced
    )
    return Reckoned({"months": owed.months, "gross": owed.gross, "extra": owed.extra}, owed.steps)


def _refund(asked: Inputs, at: At) -> Reckoned:
    back = refund(
        asked.whole("months"),
        asked.whole("remaining"),
        asked.whole("income"),
        asked.choice("group", Group),
        at.figures,
        at.day,
        supported_before=asked.maybe_whole("supported_before") or 0,
        assume_announced=at.announced,
    )
    return Reckoned({"refund": back.refund, "returned_to_state": back.returned_to_state}, back.steps)


PAYING: Mapping[str, Reckoner] = {
    "support": Reckoner(("group",), _support),
    "contribution": Reckoner(("income", "group", "supported_before"), _contribution),
    "contributions_over": Reckoner(("income", "months", "group", "supported_before"), _over(paying.contributions_over)),
    "advance": Reckoner(("income", "months", "group", "supported_before"), _over(paying.advance)),
    "missing_months": Reckoner(("income", "months"), _missing),
    "refund": Reckoner(("income", "months", "remaining", "group", "supported_before"), _refund),
}
