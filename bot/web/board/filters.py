"""Filters of a list of requests, read from its address. Nonsense is ignored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from bot.domain.calendar import VIET_NAM, read_day
from bot.domain.leads import ENDS, LeadState
from bot.domain.people import Staff
from bot.reports.waiting_times import AGES
from bot.store.leads.lists import LeadFilter, Times
from bot.talk.understanding.numbers import read_number
from bot.words import _

AGE_TITLES = (_("Under 1 day"), _("1–3 days"), _("3–7 days"), _("Over 7 days"))
CLOSED = "closed"
FURTHEST = 10_000


@dataclass(frozen=True)
class FilterAsked:
    """The choices in the address; "" where nothing was chosen; `age` is "0" … "3".

    officer     row of the member of staff who has it; source: the code of a poster; day: on which it was asked for
    """

    commune: str = ""
    state: str = ""
    age: str = ""
    late: bool = False
    officer: int = 0
    source: str = ""
    day: date | None = None
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> FilterAsked:
        state, age, page = (query.get(name, "") for name in ("state", "age", "page"))
        return cls(
            commune=query.get("commune", "")[:10],
            state=state if state == CLOSED or state in set(LeadState) else "",
            age=age if age in {str(number) for number in range(len(AGES) + 1)} else "",
            late=query.get("late") == "1",
            officer=read_number(query.get("officer", "")),
            source=query.get("source", "")[:40],
            day=read_day(query.get("day", "")),
            page=min(int(page), FURTHEST) if page.isascii() and page.isdecimal() and len(page) < 6 and int(page) else 1,
        )

    def lead_filter(self, staff: Staff, times: Times) -> LeadFilter:
        """Narrows the choices to what this officer may see."""
        closed = self.state == CLOSED or self.state in ENDS
        bounds = (None, *times.ages, None)
        since, before = None, None
        if self.age:
            before, since = bounds[int(self.age)], bounds[int(self.age) + 1]
        if self.day is not None:
            since = datetime.combine(self.day, time.min, VIET_NAM)
            before = since + timedelta(days=1)
        return LeadFilter(
            communes=frozenset({self.commune}) if self.commune else staff.communes,
            state=LeadState(self.state) if self.state and self.state != CLOSED else None,
            closed=closed,
            asked_since=since,
            asked_before=before,
            late=self.late and not closed,
            only_shared=staff.only_shared,
            holder=self.officer or None,
            source=self.source,
        )

    def link(self, to: str = "./", **changed: object) -> str:
        """Makes the address of this list with some choices changed, from its first page on."""
        query = self.query(**changed)
        return f"{to}?{query}" if query else to

    def query(self, **changed: object) -> str:
        """The choices, some of them changed, as they stand in an address."""
        chosen = {"commune": self.commune, "state": self.state, "age": self.age, "late": "1" if self.late else ""}
        chosen |= {"officer": str(self.officer or ""), "source": self.source, "day": str(self.day or "")}
        chosen |= {name: str(value) if value else "" for name, value in changed.items()}
        return urlencode({name: value for name, value in chosen.items() if value and (name, value) != ("page", "1")})
