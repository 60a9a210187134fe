"""Names that follow from figures, such as the lowest contribution or support per group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial

from bot.law.figures.figures import Content, FigureReading, Figures, InForce
from bot.law.refusal import Refusal, no_figure


class SupportGroup(StrEnum):
    """Whom the State supports, and how much: ISLAND lives in an island commune or special zone."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    ETHNIC_MINORITY = "ethnic_minority"
    ISLAND = "island"
    OTHER = "other"


@dataclass(frozen=True)
class Derived:
    """A rule: its unit, the figures it needs, and how it is computed from those in force."""

    unit: str
    needs: tuple[str, ...]
    compute: Callable[[InForce], Content]


@dataclass(frozen=True)
class Standing:
    """The value of a name, of a figure or derived, on a day.

    value       None where a figure is missing
    announced   what it would be with the announced values in force, None where there are none
    practice    whether it rests on practice
    """

    value: Content | None
    announced: Content | None
    unit: str
    practice: bool = False


@dataclass(frozen=True)
class Announcement:
    """An unconfirmed value, and the day from which it is to hold."""

    value: Content
    since: date
    unit: str


def income_floor(figures: InForce) -> Decimal:
    return figures.number("rural_poverty_line")


def income_cap(figures: InForce) -> Decimal:
    return figures.number("income_cap_times") * figures.number("reference_level")


def floor_contribution(figures: InForce) -> Decimal:
    return income_floor(figures) * figures.number("contribution_rate")


def cap_contribution(figures: InForce) -> Decimal:
    return income_cap(figures) * figures.number("contribution_rate")


def support_of(group: SupportGroup, figures: InForce) -> Decimal:
    """What the State adds a month, whatever income is chosen."""
    return figures.number(f"support_rate_{group}") * floor_contribution(figures)


def min_pay_of(group: SupportGroup, figures: InForce) -> Decimal:
    return floor_contribution(figures) - support_of(group, figures)


def funeral_grant(figures: InForce) -> Decimal:
    return figures.number("funeral_times") * figures.number("reference_level")


def sample_incomes(figures: InForce) -> tuple[Decimal, ...]:
    """The floor, and the round incomes above it that tables of examples show."""
    floor, cap = income_floor(figures), income_cap(figures)
    return (floor, *(i for i in figures.series("sample_incomes_above_floor") if floor < i <= cap))


def retirement_age(table: str, years_on: int, figures: InForce) -> Decimal:
    """Months of age for those who reach it in the year of the day, or `years_on` later."""
    ages, year = figures.table(table), figures.day.year + years_on
    if year < min(ages):
        raise no_figure(table)
    return ages[min(year, max(ages))]


def final_retirement_age(table: str, figures: InForce) -> Decimal:
    ages = figures.table(table)
    return ages[max(ages)]


_FLOOR = ("rural_poverty_line", "contribution_rate")
_CAP = ("income_cap_times", "reference_level")


def _groups() -> dict[str, Derived]:
    rules: dict[str, Derived] = {}
    for group in SupportGroup:
        needs = (f"support_rate_{group}", *_FLOOR)
        rules[f"support_{group}"] = Derived("dong", needs, partial(support_of, group))
        rules[f"min_pay_{group}"] = Derived("dong", needs, partial(min_pay_of, group))
    return rules


def _ages() -> dict[str, Derived]:
    rules: dict[str, Derived] = {}
    for table in ("retirement_age_men", "retirement_age_women"):
        rules[f"{table}_now"] = Derived("months", (table,), partial(retirement_age, table, 0))
        rules[f"{table}_next"] = Derived("months", (table,), partial(retirement_age, table, 1))
        rules[f"{table}_final"] = Derived("months", (table,), partial(final_retirement_age, table))
    return rules


DERIVED: Mapping[str, Derived] = {
    "income_floor": Derived("dong", ("rural_poverty_line",), income_floor),
    "income_cap": Derived("dong", _CAP, income_cap),
    "floor_contribution": Derived("dong", _FLOOR, floor_contribution),
    "cap_contribution": Derived("dong", (*_CAP, "contribution_rate"), cap_contribution),
    "funeral_grant": Derived("dong", ("funeral_times", "reference_level"), funeral_grant),
    "sample_incomes": Derived("table", ("sample_incomes_above_floor", "rural_poverty_line", *_CAP), sample_incomes),
    **_groups(),
    **_ages(),
}


def rule(name: str, figures: Figures) -> Derived:
    """The rule behind a name; a figure is its own. Raises KeyError for an unknown name."""
    if name in DERIVED:
        return DERIVED[name]
    return Derived(figures.by_name[name].unit, (name,), lambda in_force: in_force.value(name).value)


def _computed(derived: Derived, figures: InForce) -> Content | None:
    try:
        return derived.compute(figures)
    except Refusal:
        return None


def look_up(name: str, figures: Figures, day: date) -> Standing:
    """The value of `name` on `day`. Raises KeyError for an unknown name."""
    derived, in_force = rule(name, figures), figures.on(day)
    value = _computed(derived, in_force)
    readings = [in_force.reading(need) for need in derived.needs]
    announced = None
    if any(reading.announced for reading in readings):
        announced = _computed(derived, figures.on(day, assume_announced=True))
    practice = any(reading.value is not None and reading.value.practice for reading in readings)
    return Standing(value, announced if announced != value else None, derived.unit, practice)


def announcement(name: str, figures: Figures, day: date) -> Announcement | None:
    """The unconfirmed value that `name` has, or has next. Raises KeyError for an unknown name."""
    derived, in_force = rule(name, figures), figures.on(day)
    starts = [start for need in derived.needs if (start := _starts(in_force.reading(need)))]
    if not starts:
        return None
    since = min(starts)
    value = _computed(derived, figures.on(max(since, day), assume_announced=True))
    return None if value is None else Announcement(value, since, derived.unit)


def _starts(reading: FigureReading) -> date | None:
    if reading.announced is not None:
        return reading.announced.since
    return reading.coming.since if reading.coming is not None and not reading.coming.confirmed else None
