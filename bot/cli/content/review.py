"""`loa review`: drafts in a language not offered yet, read and released one by one."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.library import Library, load
from bot.library.editing.form import Files, text_of
from bot.library.editing.releasing import corrected, name_of_reader, released, taken_back
from bot.library.files.khmer import LANGUAGE, drafts_in
from bot.library.snapshot import take
from bot.library.translations import FILE, Translation
from bot.reports.plain_table import PlainTable
from bot.settings.settings import read_settings

STDIN = Path("-")
MOST_BYTES = 64 * 1024
UNREAD = "chưa ai đọc lại: bà con không thấy"
UNLIKE = "con số hai bên không giống nhau ({names}): sửa rồi mới cho dùng được"
CHANGED = "lời đã đổi sau khi {by} cho dùng ngày {on}: phải đọc lại, bà con không thấy"
USED = "đang dùng: {by} đã đọc, ngày {on}"

Show = Annotated[int | None, typer.Option("--show", metavar="SỐ", help="Đọc trọn một bản: tiếng Việt, rồi tiếng Khmer")]
Release = Annotated[int | None, typer.Option("--release", metavar="SỐ", help="Cho dùng bản này; cần --by, --mark")]
By = Annotated[str, typer.Option("--by", metavar="TÊN", help="Ai đã đọc lại")]
Mark = Annotated[str, typer.Option("--mark", metavar="DẤU", help="Dấu của lời đã đọc, --show có ghi")]
Correct = Annotated[int | None, typer.Option("--correct", metavar="SỐ", help="Sửa lời bản này; cần --file")]
Take = Annotated[int | None, typer.Option("--take-back", metavar="SỐ", help="Thôi dùng bản này, đọc lại từ đầu")]
NewWords = Annotated[Path | None, typer.Option("--file", metavar="TỆP", help="Lời mới, UTF-8; - là đọc từ bàn phím")]


def review(
    language: Annotated[str, typer.Argument(metavar="NGÔN_NGỮ", help="km: tiếng Khmer")],
    show: Show = None,
    release: Release = None,
    by: By = "",
    mark: Mark = "",
    correct: Correct = None,
    file: NewWords = None,
    take_back: Take = None,
) -> None:
    """Bản nháp tiếng Khmer: xem cạnh lời tiếng Việt, sửa, cho dùng từng bản. Chưa ai đọc lại thì bà con không thấy."""
    if language != LANGUAGE:
        raise Trouble(f"Chỉ có bản nháp tiếng Khmer: loa review {LANGUAGE}.")
    if sum(one is not None for one in (show, release, correct, take_back)) > 1:
        raise Trouble("Mỗi lần một việc: --show, --release, --correct hoặc --take-back.")
    desk = _Desk(read_settings().content)
    if show is not None:
        desk.tell(show)
    elif release is not None:
        desk.release(release, by, mark)
    elif correct is not None:
        desk.correct(correct, file)
    elif take_back is not None:
        desk.take_back(take_back)
    else:
        desk.list_all()


class _Desk:
    """The drafts of a folder of content, and what is done with one of them."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._library: Library = load(content)
        self._files: Files = take(content).files
        self._today = datetime.now(VIET_NAM).date()
        self._drafts = drafts_in(text_of(self._files, FILE), self._library) if FILE in self._files else ()

    def list_all(self) -> None:
        table = PlainTable("Số", "Mã", "Tiếng Việt", "Tiếng Khmer", "Tình trạng")
        for draft in self._drafts:
            source, words = (_first(side) for side in self._sides(draft))
            table.row(draft.number, draft.id, source, draft.title or words, _state(draft))
        Console().print(table if self._drafts else f"Chưa có bản nháp nào ({FILE}).")

    def tell(self, number: int) -> None:
        draft = self._draft(number)
        source, words = self._sides(draft)
        typer.echo(f"Số {draft.number}, {draft.id}: {_state(draft)}\n")
        typer.echo(f"TIẾNG VIỆT\n{source}\n")
        typer.echo(f"TIẾNG KHMER\n{draft.title}\n{words}\n" if draft.title else f"TIẾNG KHMER\n{words}\n")
        typer.echo(f"Con số trong lời là tên con số:\n{draft.written}\n\nDấu của lời: {draft.mark}")

    def release(self, number: int, by: str, mark: str) -> None:
        draft, name = self._draft(number), name_of_reader(by)
        if not name:
            raise Trouble('Hãy ghi tên người đã đọc lại, ví dụ: --by "Sơn Thị Sa Quyên".')
        if mark != draft.mark:
            raise Trouble(f"Hãy đọc trọn bản nháp trước: loa review km --show {number}, rồi ghi --mark như ở đó.")
        if draft.unlike:
            raise Trouble(f"Bản nháp số {number}: {UNLIKE.format(names=', '.join(draft.unlike))}.")
        self._write(released(self._files, draft, name, self._today))
        typer.echo(f"Bản nháp số {number} ({draft.id}) được dùng, {name} đã đọc.")

    def correct(self, number: int, file: Path | None) -> None:
        draft = self._draft(number)
        if file is None:
            raise Trouble("Hãy ghi tệp có lời mới: --file TỆP, hoặc --file - để gõ vào.")
        self._write(corrected(self._files, draft, _read(file)))
        typer.echo(f"Đã sửa bản nháp số {number} ({draft.id}). Bản này chưa ai đọc lại; xong thì --release {number}.")

    def take_back(self, number: int) -> None:
        draft = self._draft(number)
        self._write(taken_back(self._files, draft))
        typer.echo(f"Bản nháp số {number} ({draft.id}) thôi dùng, cho tới khi có người đọc lại.")

    def _draft(self, number: int) -> Translation:
        for draft in self._drafts:
            if draft.number == number:
                return draft
        raise Trouble(f"Không có bản nháp số {number}: có từ 1 đến {len(self._drafts)}.")

    def _sides(self, draft: Translation) -> tuple[str, str]:
        return draft.shown(self._today, self._library.figures)

    def _write(self, files: Files) -> None:
        """Writes the file, once nothing is wrong with it."""
        drafts_in(text_of(files, FILE), self._library)
        try:
            (self._content / FILE).write_bytes(files[FILE])
        except OSError as error:
            raise Trouble(f"Không ghi được {self._content / FILE} ({error.strerror}).") from error


def _state(draft: Translation) -> str:
    if draft.unlike:
        return UNLIKE.format(names=", ".join(draft.unlike))
    if draft.release is None:
        return UNREAD
    return (USED if draft.released else CHANGED).format(by=draft.release.by, on=f"{draft.release.on:%d/%m/%Y}")


def _first(text: str) -> str:
    return text.partition("\n")[0]


def _read(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if file == STDIN else file.read_bytes()[: MOST_BYTES + 1]
        words = data.decode("utf-8-sig").replace("\r\n", "\n").strip()
    except OSError as error:
        raise Trouble(f"Không đọc được {file} ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise Trouble(f"{file} không phải là chữ UTF-8.") from error
    if not words or len(data) > MOST_BYTES:
        raise Trouble(f"{file} trống, hoặc dài quá.")
    return words
