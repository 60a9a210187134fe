"""Filters of a list of requests, read from its address. Nonsense is ignored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.domain.leads import ENDS, LeadState
from bot.domain.people import Staff
from bot.reports.waiting_times import AGES
from bot.store.leads.lists import LeadFilter, Times
from bot.words import _

AGE_TITLES = (_("Under 1 day"), _("1–3 days"), _("3–7 days"), _("Over 7 days"))
CLOSED = "closed"
FURTHEST = 10_000


@dataclass(frozen=True)
class FilterAsked:
    """The choices in the address; "" where nothing was chosen; `age` is "0" … "3"."""

    commune: str = ""
    state: str = ""
    age: str = ""
    late: bool = False
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> FilterAsked:
        state, age, page = (query.get(name, "") for name in ("state", "age", "page"))
        return cls(
            commune=query.get("commune", "")[:10],
            state=state if state == CLOSED or state in set(LeadState) else "",
            age=age if age in {str(number) for number in range(len(AGES) + 1)} else "",
            late=query.get("late") == "1",
            page=min(int(page), FURTHEST) if page.isascii() and page.isdecimal() and len(page) < 6 and int(page) else 1,
        )

    def lead_filter(self, staff: Staff, times: Times) -> LeadFilter:
        """Narrows the choices to what this officer may see."""
        closed = self.state == CLOSED or self.state in ENDS
        bounds = (None, *times.ages, None)
        since, before = None, None
        if self.age:
            before, since = bounds[int(self.age)], bounds[int(self.age) + 1]
        return LeadFilter(
            communes=frozenset({self.commune}) if self.commune else staff.communes,
            state=LeadState(self.state) if self.state and self.state != CLOSED else None,
            closed=closed,
            asked_since=since,
            asked_before=before,
            late=self.late and not closed,
            only_shared=staff.only_shared,
        )

    def link(self, to: str = "./", **changed: object) -> str:
        """Makes the address of this list with some choices changed, from its first page on."""
        chosen = {"commune": self.commune, "state": self.state, "age": self.age, "late": "1" if self.late else ""}
        chosen |= {name: str(value) if value else "" for name, value in changed.items()}
        query = urlencode({name: value for name, value in chosen.items() if value and (name, value) != ("page", "1")})
        return f"{to}?{query}" if query else to
