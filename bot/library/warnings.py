"""What soon wants an editor: figures that run out, and values still to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.law.figure_needs import touched_by
from bot.law.figures.figures import Figure, FigureValue
from bot.library.library import Library

AHEAD = timedelta(days=60)
LONG = timedelta(days=30)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Warned:
    """A figure that wants attention, why, and what it touches."""

    figure: str
    message: str
    answers: tuple[str, ...]
    calculations: tuple[str, ...]
    campaigns: tuple[str, ...] = ()

    def __str__(self) -> str:
        answers = f" Câu trả lời liên quan: {', '.join(self.answers)}." if self.answers else ""
        calculations = f" Phép tính liên quan: {', '.join(self.calculations)}." if self.calculations else ""
        campaigns = f" Đợt tin liên quan: {', '.join(self.campaigns)}." if self.campaigns else ""
        return f"{self.figure}: {self.message}{answers}{calculations}{campaigns}"


def warnings(library: Library, today: date) -> tuple[Warned, ...]:
    """Figures without a value, or whose value ends or wants confirming within 60 days; by name."""
    found = []
    for _name, figure in sorted(library.figures.by_name.items()):
        message = _message(figure, today)
        if message:
            found.append(_warned(figure, message, library))
    return tuple(found)


@dataclass(frozen=True)
class Ending:
    """A figure whose confirmed value ends; `line` is the next one, ready to fill in.

    announced   whether its successor is there already, and only wants confirming
    """

    name: str
    title: str
    last: date
    line: str
    announced: bool


def endings(library: Library) -> tuple[Ending, ...]:
    """Every figure that ends without a confirmed successor, by the day and the name."""
    found = [end for figure in library.figures.by_name.values() if (end := _ending(figure)) is not None]
    return tuple(sorted(found, key=lambda end: (end.last, end.name)))


def _ending(figure: Figure) -> Ending | None:
    confirmed = [value for value in figure.values if value.confirmed]
    last = confirmed[-1].until if confirmed else None
    if last is None:
        return None
    announced = next((value for value in figure.values if value.since > last), None)
    if announced is None:
        line = f'- {{value: …, from: {last + A_DAY}, basis: "…", source: "…", confirmed: true}}'
    else:
        until = f", to: {announced.until}" if announced.until else ""
        line = (
            f'- {{value: {announced.value}, from: {announced.since}{until}, basis: "{announced.basis}", '
            f'source: "{announced.source or "…"}", confirmed: true}}'
        )
    return Ending(figure.name, figure.title, last, line, announced is not None)


def unconfirmed(library: Library, day: date) -> tuple[Warned, ...]:
    """Figures in force for so long on the day that somebody should have confirmed them."""
    found = []
    for _name, figure in sorted(library.figures.by_name.items()):
        waiting = figure.on(day).announced
        if waiting is not None and day - waiting.since >= LONG:
            days = (day - waiting.since).days
            message = f"giá trị từ ngày {_said(waiting)} đã áp dụng {days} ngày mà chưa xác nhận."
            found.append(_warned(figure, message, library))
    return tuple(found)


def _warned(figure: Figure, message: str, library: Library) -> Warned:
    touched = sorted(answer.id for answer in library.answers.values() if figure.name in answer.figures)
    news = sorted(one.id for one in library.campaigns.values() if figure.name in one.figures)
    return Warned(figure.name, message, tuple(touched), touched_by(figure.name), tuple(news))


def _message(figure: Figure, today: date) -> str:
    reading = figure.on(today)
    if reading.value is None and reading.announced is None:
        return "hôm nay không có giá trị nào, câu trả lời chỉ nói là đang cập nhật. Hãy ghi giá trị mới."
    if reading.announced is not None:
        waiting = _said(reading.announced)
        return (
            f"giá trị từ ngày {waiting} mới công bố, bà con đang thấy cả hai. Đã đọc văn bản thì đổi confirmed: true."
        )
    soon, coming = today + AHEAD, reading.coming
    if coming is not None and not coming.confirmed and coming.since <= soon:
        return f"giá trị từ ngày {_said(coming)} chưa được xác nhận. Đã đọc văn bản thì đổi confirmed: true."
    ends = reading.value.until if reading.value else None
    if coming is None and ends is not None and ends <= soon:
        return f"hết hiệu lực sau ngày {ends.strftime('%d/%m/%Y')} và chưa có giá trị tiếp theo. Hãy tìm văn bản mới."
    return ""


def _said(value: FigureValue) -> str:
    return f"{value.since.strftime('%d/%m/%Y')} ({value.basis})"
