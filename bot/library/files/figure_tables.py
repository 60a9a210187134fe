"""Figures as wholes: a table has every year, and no number far from its neighbours.

One digit too many is found only so: 103 is a number like 1.03, and one sum in twenty would read it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from bot.law.figures.figures import FigureValue
from bot.library.reading.yaml_reader import YamlNode

# Beyond what any of these ever moved by: from one year of a table to the next (2010 to 2011: 1.19 times), for one year
# between two that are alike, and from one dated value to the next (the poverty line of 2022: 2.14 times).
MOST_BETWEEN_YEARS = Decimal("1.25")
MOST_ALONE = Decimal("1.03")
MOST_AT_ONCE = 5
TENS = tuple(Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))


def find_odd_years(table: Mapping[int, Decimal], places: Mapping[int, YamlNode]) -> None:
    """Years that a table leaves out, and numbers that fit neither neighbour.

    Told where they are.
    """
    years = sorted(table)
    for year, following in pairwise(years):
        if following - year > 1:
            missing = _years(year + 1, following - 1)
            places[following].wrong(f"Bảng thiếu {missing}: các năm phải nối nhau từ {years[0]} đến {years[-1]}.")
            return
    odd = _alone(table) or _step(table)
    if odd is not None:
        beside = {near: table[near] for near in (odd - 1, odd + 1) if near in table}
        told = ", ".join(f"năm {near} là {number}" for near, number in beside.items())
        places[odd].wrong(f"Năm {odd} ghi {table[odd]} mà {told}: chênh quá.{_meant(odd, table)}")


def find_unsorted(series: Sequence[Decimal], places: Sequence[YamlNode]) -> None:
    """A list of amounts goes up; the first that does not is told."""
    for (earlier, later), place in zip(pairwise(series), places[1:], strict=True):
        if later <= earlier:
            place.wrong(f"Danh sách phải tăng dần, mà {later} đứng sau {earlier}. Có thừa hay thiếu số 0 không?")
            return


def find_leaps(read: Sequence[tuple[YamlNode, FigureValue]]) -> None:
    """Finds a value many times the one before it, and a table that has lost years."""
    for (_node, earlier), (node, later) in pairwise(read):
        before, after = earlier.value, later.value
        place = node.entries()["value"][1]
        if isinstance(before, Decimal) and isinstance(after, Decimal):
            if _ratio(before, after) > MOST_AT_ONCE:
                place.wrong(
                    f"{after} quá khác giá trị trước ({before}). Có thừa hay thiếu số 0, hay sai dấu chấm không?"
                )
        elif isinstance(before, Mapping) and isinstance(after, Mapping):
            if lost := sorted(before.keys() - after.keys()):
                place.wrong(f"Bảng trước có {_years(lost[0], lost[-1])}, bảng này không có. Hãy ghi đủ.")
            else:
                _find_other_scale(before, after, place)


def _find_other_scale(before: Mapping[int, Decimal], after: Mapping[int, Decimal], place: YamlNode) -> None:
    for year, number in before.items():
        if _ratio(number, after[year]) > MOST_BETWEEN_YEARS:
            place.entries()[str(year)][1].wrong(f"Năm {year} ghi {after[year]} mà bảng trước là {number}: chênh quá.")
            return


def _alone(table: Mapping[int, Decimal]) -> int | None:
    """The year farthest from its neighbours, which are alike."""
    far = {year: apart for year in sorted(table) if (apart := _apart(year, table))}
    return max(far, key=lambda year: far[year], default=None)


def _step(table: Mapping[int, Decimal]) -> int | None:
    """The first year far from the one before it, where several are wrong together."""
    pairs = pairwise(sorted(table.items()))
    return next((year for (_y, one), (year, other) in pairs if _ratio(one, other) > MOST_BETWEEN_YEARS), None)


def _apart(year: int, table: Mapping[int, Decimal]) -> Decimal:
    """How many times it is from the nearer of neighbours that are alike.

    0 where it fits, or they are not.
    """
    beside = [table[near] for near in (year - 1, year + 1) if near in table]
    if not beside:
        return Decimal(0)
    number, low, high = table[year], min(beside), max(beside)
    nearest, most = (
        min(_ratio(number, low), _ratio(number, high)),
        MOST_ALONE if len(beside) > 1 else MOST_BETWEEN_YEARS,
    )
    fits = low <= number <= high or nearest <= most or _ratio(low, high) > MOST_BETWEEN_YEARS
    return Decimal(0) if fits else nearest


def _ratio(one: Decimal, other: Decimal) -> Decimal:
    low, high = sorted((one, other))
    return high / low if low > 0 else Decimal(0 if high == low else 10**9)


def _meant(year: int, table: Mapping[int, Decimal]) -> str:
    """ " Có phải ý là 1.03?" where the point was left out or moved, else ""."""
    for tens in TENS:
        moved = {**table, year: table[year] * tens}
        if year not in (_alone(moved), _step(moved)):
            return f" Có phải ý là {moved[year].normalize():f}?"
    return " Hãy xem lại."


def _years(first: int, last: int) -> str:
    return f"năm {first}" if first == last else f"các năm {first}–{last}"
