"""A report as an Excel file: tables, definitions, native charts. Belongs in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from bot.domain.reports.cells import Cell
from bot.domain.reports.measures import FUNNEL, GROUPS, MEASURES
from bot.reports.excel import OPTIONS
from bot.reports.results.charts import TITLES, TREND, label, ranked
from bot.reports.results.figures import Cells
from bot.reports.results.news import OF_CAMPAIGN
from bot.reports.results.report import Report, with_numbers
from bot.reports.results.wording import said

NUMBERS, TRENDS, COMMUNES, SOURCES, MEANINGS = "Kết quả", "Diễn biến", "Xã, phường", "Nguồn", "Cách tính"
NEWS, TOPICS, QUESTIONS, REMARKS = "Đợt tin", "Chủ đề", "Chưa có câu trả lời", "Khó khăn, đề xuất"
CHANGES = ("Kỳ này", "Kỳ trước", "Cùng kỳ năm trước")
MOST_BARS = 20


def workbook(report: Report) -> bytes:
    """The .xlsx; what is hidden or not known is text, so that no formula counts it as 0."""
    return _Book(report).made()


class _Book:
    """One workbook while it is written."""

    def __init__(self, report: Report) -> None:
        self.report, self.say = report, report.spoken.language.say
        self.body = BytesIO()
        self.book = xlsxwriter.Workbook(self.body, OPTIONS)
        self.bold = self.book.add_format({"bold": True, "bg_color": "#e6eaf6", "border": 1, "text_wrap": True})
        self.share = self.book.add_format({"num_format": "0.0%"})
        self.hours = self.book.add_format({"num_format": "0.0"})
        self.whole = self.book.add_format({"num_format": "#,##0"})
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})

    def made(self) -> bytes:
        found, spoken = self.report.found, self.report.spoken
        self._results()
        trend = [(label(part), cells) for part, cells in found.trend]
        page = self._table(TRENDS, "Thời gian", trend)
        if len(trend) > 1:
            self._chart(page, TRENDS, "line", TREND, len(trend), self.say(TITLES["trend"]))
        for name, heading, rows, named, title, columns in (
            (COMMUNES, "Xã, phường", found.communes, spoken.commune, "communes", found.commune_columns),
            (SOURCES, "Mã", found.sources, spoken.source, "sources", FUNNEL),
        ):
            listed = [(named(row), cells) for row, cells in ranked(dict(with_numbers(rows)), "requests")]
            page = self._table(name, heading, listed, columns)
            if len(listed) > 1:
                self._chart(page, name, "bar", ("requests",), min(len(listed), MOST_BARS), self.say(TITLES[title]))
        self._news()
        self._counted(
            TOPICS, "Chủ đề", "Lượt xem", [(self.report.topics.get(one, one), cell) for one, cell in found.topics]
        )
        self._counted(QUESTIONS, "Câu hỏi", "Số lần", self.report.questions)
        self._remarks()
        self._meanings()
        self.book.close()
        return self.body.getvalue()

    def _results(self) -> None:
        found, page = self.report.found, self.book.add_worksheet(NUMBERS)
        page.write_row(0, 0, [found.unit.name, self.say(found.period.title)], self.bold)
        page.write_row(1, 0, ["Nội dung", *CHANGES], self.bold)
        row = 2
        places: dict[str, int] = {}
        for group, names in GROUPS.items():
            page.write_string(row, 0, self.say(group), self.bold)
            for name in names:
                row += 1
                places[name] = row
                page.write_string(row, 0, self.say(MEASURES[name].title))
                for column, cells in enumerate((found.now, found.before, found.year_before), start=1):
                    self._cell(page, row, column, name, cells[name])
            row += 1
        page.set_column(0, 0, 44)
        page.set_column(1, 3, 16)
        page.freeze_panes(2, 1)
        chart = self.book.add_chart({"type": "bar"})
        points = ",".join(f"'{NUMBERS}'!$B${places[name] + 1}" for name in FUNNEL)
        labels = ",".join(f"'{NUMBERS}'!$A${places[name] + 1}" for name in FUNNEL)
        values = {"values": f"=({points})", "categories": f"=({labels})", "data_labels": {"value": True}}
        chart.add_series({**values, "name": self.say(found.period.title)})
        chart.set_title({"name": self.say(TITLES["funnel"])})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"none": True})
        page.insert_chart("F2", chart, {"x_scale": 1.4, "y_scale": 1.4})

    def _table(
        self, name: str, heading: str, rows: Sequence[tuple[str, Cells]], columns: Sequence[str] = FUNNEL
    ) -> Any:
        page = self.book.add_worksheet(name)
        page.write_row(0, 0, [heading, *(self.say(MEASURES[measure].title) for measure in columns)], self.bold)
        for row, (title, cells) in enumerate(rows, start=1):
            page.write_string(row, 0, title)
            for column, measure in enumerate(columns, start=1):
                self._cell(page, row, column, measure, cells[measure])
        page.set_column(0, 0, 36)
        page.set_column(1, len(columns), 14)
        page.freeze_panes(1, 1)
        return page

    def _chart(self, page: Any, name: str, kind: str, measures: Sequence[str], rows: int, title: str) -> None:
        chart = self.book.add_chart({"type": kind})
        for measure in measures:
            column = FUNNEL.index(measure) + 1
            values = {"values": [name, 1, column, rows, column], "categories": [name, 1, 0, rows, 0]}
            marks = {"marker": {"type": "automatic"}} if kind == "line" else {"data_labels": {"value": True}}
            chart.add_series({**values, **marks, "name": [name, 0, column]})
        chart.set_title({"name": title})
        if kind == "bar":
            chart.set_y_axis({"reverse": True})
        page.insert_chart(rows + 3, 0, chart, {"x_scale": 1.8, "y_scale": 1.6})

    def _news(self) -> None:
        """Each campaign; no sheet where there was none."""
        if self.report.news:
            listed = [(f"{one.name} ({one.day:%d/%m/%Y})", one.cells) for one in self.report.news]
            self._table(NEWS, "Đợt tin", listed, OF_CAMPAIGN)

    def _counted(self, name: str, heading: str, times: str, rows: Sequence[tuple[str, Cell]]) -> None:
        """Texts and how often; no sheet where there is none."""
        if rows:
            page = self.book.add_worksheet(name)
            page.write_row(0, 0, [heading, times], self.bold)
            for row, (text, cell) in enumerate(rows, start=1):
                page.write_string(row, 0, text, self.wrapped)
                self._cell(page, row, 1, "asked", cell)
            page.set_column(0, 0, 60)
            page.set_column(1, 1, 12)
            page.freeze_panes(1, 0)

    def _remarks(self) -> None:
        """Difficulties and proposals as officers wrote them; no sheet where there are none."""
        listed = [("Khó khăn, vướng mắc", text) for text in self.report.difficulties]
        listed += [("Đề xuất, kiến nghị", text) for text in self.report.proposals]
        if listed:
            page = self.book.add_worksheet(REMARKS)
            page.write_row(0, 0, ["Loại", "Nội dung"], self.bold)
            for row, texts in enumerate(listed, start=1):
                for column, text in enumerate(texts):
                    page.write_string(row, column, text, self.wrapped)
            page.set_column(0, 0, 24)
            page.set_column(1, 1, 90)
            page.freeze_panes(1, 0)

    def _meanings(self) -> None:
        page = self.book.add_worksheet(MEANINGS)
        page.write_row(0, 0, ["Nội dung", "Đơn vị tính", "Cách tính", "Không tính"], self.bold)
        for row, one in enumerate(MEASURES.values(), start=1):
            texts = (one.title, one.unit, one.formula, one.leaves_out)
            for column, words in enumerate(texts):
                if words is not None:
                    page.write_string(row, column, self.say(words), self.wrapped)
        page.set_column(0, 1, 24)
        page.set_column(2, 3, 60)

    def _cell(self, page: Any, row: int, column: int, name: str, cell: Cell) -> None:
        if cell.number is None:
            page.write_string(row, column, self.say(said(name, cell)))
        else:
            page.write_number(row, column, float(cell.number), self._form(name))

    def _form(self, name: str) -> Any:
        """How a number of that measure is written."""
        return self.share if MEASURES[name].of else self.hours if MEASURES[name].waited else self.whole
