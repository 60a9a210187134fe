"""Reads an editor's folders and text files.

They are readable, not huge, UTF-8, with composed letters (NFC) and no control characters.
Whatever the file system says no to is a mistake of the file or folder, never an error.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from bot.library.reading.mistakes import Findings

LARGEST = 1_000_000
LONGEST_LINE = 5_000
CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def names(folder: Path, findings: Findings) -> list[str]:
    """The names in the folder, but hidden ones; none where it cannot be opened, which is found."""
    try:
        return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        findings.add(f"Không mở được thư mục này ({_why(error)}).")
        return []


def read_text(path: Path, findings: Findings) -> str | None:
    """The text of the file, lines ended by "\n"; None where it cannot be read. Whatever is wrong with it is found."""
    data = read_bytes(path, findings)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
        if "\0" in text:
            raise UnicodeDecodeError("utf-8", data, data.index(0), data.index(0) + 1, "UTF-16 without a mark")
    except UnicodeDecodeError as error:
        line, column = place(data[: error.start].decode("utf-8", "replace"))
        findings.add(_encoding(data), line, column)
        return None
    text = text.replace("\r\n", "\n")
    if odd := HIDDEN.search(text):
        message = f"Có ký tự ẩn U+{ord(odd[0]):04X} không dùng được ở đây. Hãy xóa và gõ lại chỗ này."
        findings.add(message, *place(text[: odd.start()]))
        return None
    if conflict := CONFLICT.search(text):
        findings.add(
            f"Dấu “{conflict[1]}” do hai bản sửa đụng nhau để lại. Hãy chọn lời nào giữ, rồi xóa các dòng <<<<<<<, "
            "=======, >>>>>>>.",
            *place(text[: conflict.start()]),
        )
        return None
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        findings.add(f"Có dòng dài hơn {LONGEST_LINE} ký tự. Hãy ngắt dòng.")
        return None
    if "\t" in text:
        findings.add("Có ký tự Tab. Hãy thay bằng dấu cách.", *place(text[: text.index("\t")]))
    if not unicodedata.is_normalized("NFC", text):
        _find_decomposed(text, findings)
    return text


def read_bytes(path: Path, findings: Findings) -> bytes | None:
    """The bytes of the file; None where it cannot be read, which is found."""
    try:
        if path.is_file():
            if path.stat().st_size <= LARGEST:
                return path.read_bytes()
            findings.add(f"Tệp lớn quá: nhiều nhất {LARGEST // 1000} kB.")
        elif path.is_symlink():
            findings.add("Liên kết này không dẫn tới tệp nào. Hãy chép hẳn tệp vào đây.")
        elif path.exists():
            findings.add("Đây không phải là tệp (có lẽ là thư mục). Hãy đổi tên, hoặc bỏ đi.")
        else:
            findings.add("Thiếu tệp này.")
    except OSError as error:
        findings.add(f"Không mở được tệp này ({_why(error)}).")
    return None


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Loa không có quyền đọc; hãy chạy: chmod a+rX"
    return error.strerror or type(error).__name__


def _encoding(data: bytes) -> str:
    how = "Hãy lưu lại tệp với bảng mã UTF-8. Trong Notepad: File, Save As, Encoding chọn UTF-8."
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:200]:
        return f"Tệp không phải mã UTF-8 mà là UTF-16 (Notepad gọi là Unicode). {how}"
    return f"Tệp không phải mã UTF-8. {how}"


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
