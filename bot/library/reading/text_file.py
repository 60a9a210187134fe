"""Reading an editor's text file: UTF-8, composed letters (NFC), no tab characters."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from bot.library.reading.mistakes import Findings


def read_text(path: Path, findings: Findings) -> str | None:
    """The text of the file, lines ended by "\\n"; None where it is not UTF-8. Other blemishes are found."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = place(data[: error.start].decode("utf-8", "replace"))
        findings.add("Tệp không phải mã UTF-8. Hãy lưu lại tệp với bảng mã UTF-8.", line, column)
        return None
    text = text.replace("\r\n", "\n")
    if "\t" in text:
        findings.add("Có ký tự Tab. Hãy thay bằng dấu cách.", *place(text[: text.index("\t")]))
    if not unicodedata.is_normalized("NFC", text):
        _find_decomposed(text, findings)
    return text


def place(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows the text `before`."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _find_decomposed(text: str, findings: Findings) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        composed = unicodedata.normalize("NFC", line)
        if composed != line:
            same = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), 0)
            findings.add(
                "Chữ có dấu ở dòng này gõ theo kiểu “tổ hợp”, máy tìm sẽ không thấy."
                " Hãy gõ lại bằng Unicode dựng sẵn (NFC).",
                number,
                same + 1,
            )
            return
