"""Rows as an Excel file. Slow enough to belong in a thread, outside any transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter

from bot.domain.calendar import VIET_NAM

LONGEST_NAME = 31
# Everything is text unless it is a number or a time, so nothing that a citizen typed is ever taken for a formula.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def sheet(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """An .xlsx file of one sheet: fixed headings, columns to filter by, Vietnamese times."""
    body = BytesIO()
    with xlsxwriter.Workbook(body, OPTIONS) as book:
        page = book.add_worksheet(title[:LONGEST_NAME])
        bold = book.add_format({"bold": True, "bg_color": "#e6eaf6", "border": 1, "text_wrap": True})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_row(0, 0, headings, bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                match value:
                    case None | "":
                        continue
                    case datetime():
                        page.write_datetime(last, column, value.astimezone(VIET_NAM).replace(tzinfo=None), moment)
                    case date():
                        page.write_datetime(last, column, value, day)
                    case int():
                        page.write_number(last, column, value)
                    case _:
                        page.write_string(last, column, str(value))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(last, 1), len(headings) - 1)
        page.set_column(0, len(headings) - 1, 18)
    return body.getvalue()
