"""Until when words with figures hold: each change that makes them others, and none that does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.law.figures.figures import Content, Figure, Figures, FigureValue, LocalSupport
from bot.library.answers.validity import last_day

DAY = date(2026, 11, 30)


def figure(*values: tuple[Content, date, date | None]) -> Figures:
    dated = tuple(FigureValue(value, since, until, "Luật") for value, since, until in values)
    return Figures({"level": Figure("level", "Mức", "dong", dated)})


def until(figures: Figures, local: object = None) -> date | None:
    def say(day: date) -> str:
        value = figures.by_name["level"].on(day).value
        return str(value and value.value)

    return last_day(say, ["level"], figures, DAY)


def test_the_day_before_the_next_value_is_the_last() -> None:
    assert until(figure((Decimal(1), date(2020, 1, 1), date(2026, 12, 31)), (Decimal(2), date(2027, 1, 1), None))) == (
        date(2026, 12, 31)
    )


def test_a_value_that_goes_on_as_it_was_is_no_change() -> None:
    same = figure(
        (Decimal(1), date(2020, 1, 1), date(2026, 12, 31)),
        (Decimal(1), date(2027, 1, 1), date(2027, 6, 30)),
        (Decimal(2), date(2027, 7, 1), None),
    )
    assert until(same) == date(2027, 6, 30)


def test_a_value_that_only_ends_is_a_change() -> None:
    assert until(figure((Decimal(1), date(2020, 1, 1), date(2026, 12, 31)))) == date(2026, 12, 31)


def test_what_is_not_known_to_change_has_no_last_day() -> None:
    assert until(figure((Decimal(1), date(2020, 1, 1), None))) is None


def test_a_table_by_years_changes_at_new_year() -> None:
    table: Mapping[int, Decimal] = {2025: Decimal(735), 2026: Decimal(738), 2027: Decimal(741)}
    figures = figure((table, date(2025, 1, 1), None))
    assert last_day(lambda day: str(table[min(day.year, 2027)]), ["level"], figures, DAY) == date(2026, 12, 31)


def test_a_province_that_adds_from_a_day_changes_what_is_said() -> None:
    added = LocalSupport("tỉnh", frozenset({"other"}), date(2027, 3, 1), date(2027, 12, 31), "Nghị quyết")
    figures = Figures(figure((Decimal(1), date(2020, 1, 1), None)).by_name, (added,))
    assert last_day(lambda day: str(added.holds(day)), ["level"], figures, DAY) == date(2027, 2, 28)
    assert last_day(lambda day: str(added.holds(day)), ["level"], figures, date(2027, 3, 1)) == date(2027, 12, 31)
