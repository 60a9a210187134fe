"""What a page of reports is asked for, read from its address. Nonsense is ignored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote_plus, urlencode

from bot.domain.reports.measures import FUNNEL
from bot.domain.reports.periods import DAY, Period, PeriodKind, between, of_day, read
from bot.domain.reports.units import Unit
from bot.reports.results.figures import BY_INSURER, OF_TOPIC

BY = "requests"
NARROWING = ("channel", "source", "topic")
"""What a page may be narrowed to, one of them: topic and source never meet in the ledger."""
LONGEST = 60
KINDS = (PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
EARLIEST, LATEST = date(2020, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True)
class ReportAsked:
    """The unit, the period, and the measure by which rows are compared.

    only    what happened with one channel, source or topic: ("channel", "zalo_oa")
    more    whether more than one of these was named
    """

    unit: Unit
    period: Period
    by: str = BY
    only: tuple[str, str] | None = None
    more: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str], units: Sequence[Unit], today: date, closing: int) -> ReportAsked:
        """Of these units, the first where none is named; the month under way where no period is."""
        unit = next((one for one in units if one.code == query.get("unit")), units[0])
        only = next(((one, query[one][:LONGEST]) for one in NARROWING if query.get(one)), None)
        shown = OF_TOPIC if only and only[0] == "topic" and not unit.source else (*FUNNEL, *BY_INSURER)
        by = query.get("by", "")
        by = by if by in shown else BY if BY in shown else shown[0]
        named = sum(bool(query.get(one)) for one in NARROWING)
        return cls(unit, _period(query, today, closing), by, None if unit.source else only, named > 1)

    def link(self, to: str = "/staff/reports", **changed: str) -> str:
        """The address of this page with some choices changed."""
        chosen = {"unit": self.unit.code, "period": self.period.name, "by": self.by}
        chosen |= dict([self.only] if self.only else []) | changed
        return f"{to}?{urlencode(chosen)}"

    def of_units(self) -> Callable[[str], str]:
        """Makes the address of this page for another unit; the rest of it is written once."""
        rest = self.link(unit="")
        before, after = rest.split("unit=", 1)
        return lambda code: f"{before}unit={quote_plus(code)}{after}"

    @property
    def whole(self) -> str:
        """The same without narrowing it."""
        return replace(self, only=None).link()

    def choices(self, today: date) -> list[Period]:
        """Periods to choose from: those under way, and the ones before."""
        under_way = [of_day(kind, today, self.period.closing) for kind in KINDS]
        return [period for one in under_way for period in (one, one.before)]


def _period(query: Mapping[str, str], today: date, closing: int) -> Period:
    try:
        if query.get("first") and query.get("last"):
            found = between(date.fromisoformat(query["first"]), date.fromisoformat(query["last"]), closing)
        else:
            found = read(query.get("period", ""), closing)
        if found.first >= EARLIEST and found.last < LATEST:
            return found
    except (ValueError, OverflowError):
        pass
    return of_day(PeriodKind.MONTH, today - DAY, closing)
