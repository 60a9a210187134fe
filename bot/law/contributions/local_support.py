"""What a province adds to the State's support by its own resolution, a step of its own.

Law 41/2024/QH15, Article 6(6); Decree 159/2025/NĐ-CP, Article 5(1). What is given back of it no decree says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.law.figures.derived import SupportGroup, floor_contribution
from bot.law.figures.figures import InForce, LocalSupport
from bot.law.periods import ordinal_of
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import Dong, Value, YearMonth, _

BASIS = "Nghị định 159/2025/NĐ-CP, Điều 5 khoản 1"
FORMULA = "Nghị định 159/2025/NĐ-CP, Điều 9 khoản 2"


@dataclass(frozen=True)
class Added:
    """What is added over some months, in đồng, and by whose rule; no rule: nothing."""

    amount: Dong
    months: int
    rule: LocalSupport | None
    steps: tuple[Step, ...] = ()


def local_support_over(
    months: int, before: int, group: SupportGroup, commune: str, most: Decimal, figures: InForce
) -> Added:
    """What is added over `months` from the day on, after `before` supported months.

    most    what is left to pay a month, which it never exceeds

    Of several rules the one that gives most counts, since none says that they add up.
    """
    given = [_given(rule, months, before, most, figures) for rule in _that_hold(group, commune, figures)]
    return max(given, key=lambda added: added.amount, default=Added(Dong(0), 0, None))


def is_by_commune(group: SupportGroup, figures: InForce) -> bool:
    """Whether it depends on the commune what somebody of that group is given."""
    return any(rule.communes for rule in _in_force(figures) if group in rule.groups)


def not_taken_off(group: SupportGroup, figures: InForce, days: Iterable[date]) -> tuple[Step, ...]:
    """What a withdrawal has to say where some of the time may have been supported locally."""
    paid = list(days)
    if not any(rule.holds(day) for rule in figures.local if group in rule.groups and rule.confirmed for day in paid):
        return ()
    words = _(
        "Only State support is taken off, by the decree's formula. Whether a province wants its own support back "
        "stands in its resolution, and is not reckoned here"
    )
    return (Step(words, FORMULA),)


def _in_force(figures: InForce) -> list[LocalSupport]:
    known = (rule for rule in figures.local if rule.confirmed or figures.assume_announced)
    return [rule for rule in known if rule.holds(figures.day)]


def _that_hold(group: SupportGroup, commune: str, figures: InForce) -> list[LocalSupport]:
    here = (rule for rule in _in_force(figures) if not rule.communes or commune in rule.communes)
    return [rule for rule in here if group in rule.groups]


def _given(rule: LocalSupport, months: int, before: int, most: Decimal, figures: InForce) -> Added:
    monthly = min(most, rule.amount if rule.rate is None else rule.rate * floor_contribution(figures))
    limits = [limit for limit in (_left(rule, before), _until_its_end(rule, figures)) if limit is not None]
    supported = min([months, *limits])
    amount = whole_dong(monthly * supported)
    return Added(amount, supported, rule, (_step(rule, months, supported, whole_dong(monthly), amount),))


def _left(rule: LocalSupport, before: int) -> int | None:
    return None if rule.months is None else max(0, rule.months - before)


def _until_its_end(rule: LocalSupport, figures: InForce) -> int | None:
    """Months that begin before it ends; what comes after it nobody has decided."""
    if rule.until is None:
        return None
    last, now = YearMonth(rule.until.year, rule.until.month), YearMonth(figures.day.year, figures.day.month)
    return ordinal_of(last) - ordinal_of(now) + 1


def _step(rule: LocalSupport, months: int, supported: int, monthly: Dong, amount: Dong) -> Step:
    values: dict[str, Value] = {"payer": rule.payer, "monthly": monthly}
    if months == supported == 1:
        return Step(_("Beside the State, {payer} adds {monthly} a month", **values), rule.basis)
    words = _(
        "Beside the State, {payer} adds {monthly} a month, for {months} months: {total}",
        **values,
        months=supported,
        total=amount,
    )
    return Step(words, rule.basis)
