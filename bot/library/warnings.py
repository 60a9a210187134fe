"""What soon wants an editor: figures that run out, and values still to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.law.figure_needs import touched_by
from bot.law.figures.figures import Figure, FigureValue
from bot.library.library import Library

AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Warned:
    """A figure that wants attention, why, and the answers and calculations that it touches."""

    figure: str
    message: str
    answers: tuple[str, ...]
    calculations: tuple[str, ...]

    def __str__(self) -> str:
        answers = f" Câu trả lời liên quan: {', '.join(self.answers)}." if self.answers else ""
        calculations = f" Phép tính liên quan: {', '.join(self.calculations)}." if self.calculations else ""
        return f"{self.figure}: {self.message}{answers}{calculations}"


def warnings(library: Library, today: date) -> tuple[Warned, ...]:
    """Figures without a value, or whose value ends or wants confirming within 60 days; by name."""
    found = []
    for name, figure in sorted(library.figures.by_name.items()):
        message = _message(figure, today)
        if message:
            touched = sorted(answer.id for answer in library.answers.values() if name in answer.figures)
            found.append(Warned(name, message, tuple(touched), touched_by(name)))
    return tuple(found)


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
