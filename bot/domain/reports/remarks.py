"""Difficulties and proposals for a month's report, as officers tell them."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.reports.periods import Period, PeriodKind, of_day

DIFFICULTY, PROPOSAL = "difficulty", "proposal"
LATE = timedelta(days=15)
"""So long after a month what is noted is meant for it, then for the month under way."""


def meant_on(day: date, closing: int) -> Period:
    """The month for which a remark is meant on that day where none is named.

    closing    the day of the month on which the books of the month before close
    """
    return of_day(PeriodKind.MONTH, day - LATE, closing)
