"""Charts as they are ordered, and drawn by a process of its own."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from bot.reports.child import made_by


@dataclass(frozen=True)
class Series:
    """One line or row of bars: values, None where nothing is drawn, and as they are written."""

    name: str
    values: tuple[float | None, ...]
    written: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """What is drawn: bars of one series, or lines of several, over these labels."""

    kind: Literal["bars", "lines"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


def drawn(charts: Sequence[Chart], form: Literal["svg", "png"]) -> list[bytes]:
    """Each as a picture. Raises Trouble where it cannot be drawn; blocks until it is."""
    order = {"charts": [asdict(one) for one in charts], "form": form}
    return [b64decode(one) for one in json.loads(made_by("bot.reports.charts.drawing", order))]
