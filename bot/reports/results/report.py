"""A report of a unit and a period, taken at one moment: numbers, goals, remarks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.domain.documents import Heading
from bot.domain.reports.cells import UNKNOWN, Cell
from bot.domain.reports.measures import GROUPS, MEASURES
from bot.domain.reports.targets import Standing
from bot.reports.results.charts import Spoken
from bot.reports.results.figures import Cells, Figures
from bot.reports.results.news import CampaignRow
from bot.reports.results.wording import said


@dataclass(frozen=True)
class Report:
    """Everything that its documents show.

    difficulties, proposals   as officers wrote them; topics: titles by id
    changed                   what is different from the version that was sent before
    news, questions           of the whole province: campaigns; what nobody could answer, asked three times or more
    """

    found: Figures
    targets: Sequence[Standing]
    spoken: Spoken
    heading: Heading
    topics: Mapping[str, str]
    day: date
    difficulties: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    news: Sequence[CampaignRow] = ()
    questions: Sequence[tuple[str, Cell]] = ()

    @property
    def over(self) -> bool:
        """Whether its period had ended."""
        return self.found.period.last < self.day

    @property
    def numbers(self) -> dict[str, str]:
        """Every number as it is shown, by what it is: what is frozen, and compared later."""
        return dict(self._numbers())

    def _numbers(self) -> Iterator[tuple[str, str]]:
        say = self.spoken.language.say
        for names in GROUPS.values():
            yield from ((say(MEASURES[name].title), say(said(name, self.found.now[name]))) for name in names)
        for code, cells in self.found.communes.items():
            for name, cell in cells.items():
                label = f"{self.spoken.commune(code)}, {say(MEASURES[name].title)}"
                yield label, say(said(name, cell))
        for one in self.news:
            yield from (
                (f"{one.name}, {say(MEASURES[name].title)}", say(said(name, cell))) for name, cell in one.cells.items()
            )

    @property
    def hash(self) -> str:
        """Of all that it says: two reports with the same say the same."""
        whole = [self.found.unit.code, self.found.period.name, self.numbers, self.difficulties, self.proposals]
        return sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def differences(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """What another version says otherwise: "Yêu cầu: 40 → 42"."""
    names = list(dict.fromkeys([*now, *before]))
    return tuple(
        f"{name}: {before.get(name, '–')} → {now.get(name, '–')}" for name in names if before.get(name) != now.get(name)
    )


def with_numbers(rows: Mapping[str, Cells]) -> list[tuple[str, Cells]]:
    """The rows of which anything was counted."""
    return [(row, cells) for row, cells in rows.items() if any(something(cell) for cell in cells.values())]


def something(cell: Cell) -> bool:
    """Whether there is anything to tell: a number, or one that is hidden."""
    return bool(cell.number) if cell.known else cell.sign != UNKNOWN
