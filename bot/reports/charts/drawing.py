"""Draws charts, in a process of its own: `serve` never loads the library that this needs.

Readable without colour: lines differ by their marks and dashes, and each bar has its number written beside it.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from importlib.resources import files
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.reports.child import carry_out

INK, SOFT, LINES = "#1f2a44", "#c9d0e0", ("#234fa3", "#b3541e", "#2d7a4f", "#6b3fa0")
MARKS, DASHES = "osD^", ("-", "--", ":", "-.")
WIDE, BAR, LEAST, TALL, DOTS = 7.2, 0.27, 1.2, 3.2, 200
MOST_TICKS = 12


def drawn(charts: Sequence[Mapping[str, Any]], form: str) -> bytes:
    """Each chart as SVG, or PNG, in base64: a list as JSON."""
    font_manager.fontManager.addfont(str(files("fontpkg_be_vietnam_pro") / "files" / "BeVietnamPro-Regular.ttf"))
    mpl.rcParams.update(
        {
            "font.family": "Be Vietnam Pro",
            "font.size": 9,
            "svg.hashsalt": "loa",
            "text.color": INK,
            "axes.edgecolor": SOFT,
        }
    )
    return json.dumps([b64encode(_drawn(chart, form)).decode() for chart in charts]).encode()


def _drawn(chart: Mapping[str, Any], form: str) -> bytes:
    bars = chart["kind"] == "bars"
    height = max(LEAST, BAR * len(chart["labels"]) + 0.3) if bars else TALL
    figure = Figure(figsize=(WIDE, height), layout="constrained")
    axes = figure.add_subplot()
    (_bars if bars else _lines)(axes, chart["labels"], chart["series"])
    for side in ("top", "right", "bottom" if bars else "right"):
        axes.spines[side].set_visible(False)
    target = BytesIO()
    nothing_else = {"Date": None} if form == "svg" else {}
    figure.savefig(target, format=form, dpi=DOTS, metadata=nothing_else)
    return target.getvalue()


def _bars(axes: Axes, labels: Sequence[str], series: Sequence[Mapping[str, Any]]) -> None:
    """One row each, the first on top; what is hidden or not known has its sign and no bar."""
    rows = range(len(labels))
    values, written = series[0]["values"], series[0]["written"]
    axes.barh(rows, [value or 0 for value in values], color=LINES[0], height=0.66)
    for row, value, text in zip(rows, values, written, strict=True):
        axes.annotate(text, (value or 0, row), (4, 0), textcoords="offset points", va="center")
    axes.set_yticks(rows, labels)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.tick_params(left=False)
    axes.margins(x=0.12, y=0.02)


def _lines(axes: Axes, labels: Sequence[str], series: Sequence[Mapping[str, Any]]) -> None:
    for place, one in enumerate(series):
        # What is not known leaves a gap.
        values = [float("nan") if value is None else value for value in one["values"]]
        (line,) = axes.plot(range(len(labels)), values, MARKS[place], label=one["name"], markersize=4)
        line.set(color=LINES[place], linestyle=DASHES[place])
    step = -(-len(labels) // MOST_TICKS)
    axes.set_xticks(range(0, len(labels), step), labels[::step])
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color=SOFT, linewidth=0.5)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=len(series), frameon=False)


if __name__ == "__main__":
    carry_out(drawn)
