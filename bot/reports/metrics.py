"""How long requests wait, as numbers for Prometheus: by office, nothing personal."""

from __future__ import annotations

from datetime import datetime, timedelta

from prometheus_client import Gauge

from bot.library import Library
from bot.reports.waiting_times import STEPS, numbers, steps
from bot.store.engine.database import Transaction
from bot.store.leads import lists

MONTH = timedelta(days=30)
HOME = "home"

OPEN = Gauge("loa_requests_open", "Open requests, by office and days since they were asked", ["office", "days"])
LATE = Gauge("loa_requests_late", "Open requests that should have been called by now", ["office"])
TOOK = Gauge(
    "loa_request_seconds", "Seconds from asking to being told, taken, called (30 days)", ["office", "step", "quantile"]
)
DAYS = ("0", "1", "3", "7")


def measure(tx: Transaction, library: Library, now: datetime) -> None:
    """Sets the gauges, by office."""
    found = numbers(tx, library, frozenset(), now, now - MONTH)
    waits = lists.waits(tx, frozenset(), now - MONTH)
    for gauge in (OPEN, LATE, TOOK):
        gauge.clear()
    for office in {_office(one.commune, library) for one in found}:
        own = [one for one in found if _office(one.commune, library) == office]
        LATE.labels(office).set(sum(one.late for one in own))
        for index, days in enumerate(DAYS):
            OPEN.labels(office, days).set(sum(one.ages[index] for one in own))
        waited = [wait for wait in waits if _office(wait.commune, library) == office]
        for step, took in zip(STEPS, steps(waited), strict=True):
            if took is not None:
                TOOK.labels(office, step, "0.5").set(took.median.total_seconds())
                TOOK.labels(office, step, "0.9").set(took.p90.total_seconds())


def _office(commune: str, library: Library) -> str:
    office = library.office_of(commune)
    return office.id if office else HOME
