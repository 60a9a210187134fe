"""Mends a content folder where nobody has to guess.

Encodings, letters, tabs, quotes, numbers, days, lists.

What the letters are is put right first; then whatever the check itself knows a sure repair for, until it knows none.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from bot.library.load import load
from bot.library.mending.encodings import decoded, encoded
from bot.library.mending.letters import composed, straight_in_templates, straight_in_yaml, without_tabs
from bot.library.reading.mistakes import Mistake, Mistakes
from bot.library.snapshot import Snapshot, take

MOST_ROUNDS = 20
SHOWN = 60
STEPS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("", "Unicode dựng sẵn (NFC), không ký tự ẩn", composed),
    (".md", "ngoặc kép thẳng trong {{ … }}", straight_in_templates),
    (".yaml", "ngoặc kép thẳng", straight_in_yaml),
    (".md", "dấu cách thay Tab", partial(without_tabs, is_yaml=False)),
    (".yaml", "dấu cách thay Tab", partial(without_tabs, is_yaml=True)),
)


@dataclass(frozen=True)
class Mended:
    """One thing that was mended, where, and what is there now."""

    file: str
    line: int
    before: str
    after: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {_short(self.before)} → {_short(self.after)}  ({self.why})"


@dataclass(frozen=True)
class Mending:
    """The files that change, by their path below the folder, as they were and as they are.

    And all that was done.
    """

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    done: tuple[Mended, ...]

    def write(self, folder: Path) -> None:
        """Writes them, each whole. Raises OSError, also at a file that somebody has saved meanwhile."""
        for path, data in self.after.items():
            file = folder / path
            if file.read_bytes() != self.before[path]:
                raise OSError(0, "tệp vừa đổi, hãy chạy lại", str(file))
            half = file.with_name(f".{file.name}.loa")
            half.write_bytes(data)
            shutil.copymode(file, half)
            half.replace(file)


def mend(content: Path) -> Mending:
    """What a machine can mend in the folder; nothing is written yet."""
    held, done = take(content).files, list[Mended]()
    texts: dict[str, str] = {}
    for path, data in held.items():
        try:
            text, encoding = decoded(data)
        except ValueError:
            continue
        if encoding:
            done.append(Mended(f"{content.name}/{path}", 1, encoding, "UTF-8", "bảng mã"))
        texts[path] = _with_letters(text, path, content.name, done)
    _as_checked(texts, held, content.name, done)
    after = {path: data for path, text in texts.items() if (data := encoded(text, held[path])) != held[path]}
    return Mending(
        {path: held[path] for path in after}, after, tuple(sorted(done, key=lambda one: (one.file, one.line)))
    )


def _with_letters(text: str, path: str, folder: str, done: list[Mended]) -> str:
    for suffix, why, step in STEPS:
        if path.endswith(suffix) and (better := step(text)) != text:
            done += (Mended(f"{folder}/{path}", *changed, why) for changed in _changed(text, better))
            text = better
    return text


def _changed(before: str, after: str) -> Iterator[tuple[int, str, str]]:
    """Each line that changes, as far as it does; those that look the same are told together."""
    old, new = before.replace("\r\n", "\n").replace("\r", "\n").split("\n"), after.replace("\r\n", "\n").split("\n")
    pairs = [(at, one, other) for at, (one, other) in enumerate(zip(old, new, strict=True), start=1) if one != other]
    alike = [at for at, one, other in pairs if normalize("NFC", one).replace("\ufeff", "") == other]
    if alike or not pairs:
        yield (alike or [1])[0], f"{max(1, len(alike))} dòng có chữ tổ hợp hay dấu ẩn", "chữ dựng sẵn"
    for at, one, other in pairs:
        if at not in alike:
            start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            start = one.rfind(" ", 0, start) + 1
            yield at, one[start:], other[start:]


def _as_checked(texts: dict[str, str], held: Mapping[str, bytes], name: str, done: list[Mended]) -> None:
    """Repairs what the check of these texts is sure of, again and again.

    One mistake may hide another.
    """
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / name
        for _round in range(MOST_ROUNDS):
            Snapshot({**held, **{path: encoded(text, held[path]) for path, text in texts.items()}}).write(folder)
            try:
                load(folder)
                return
            except Mistakes as told:
                sure = _by_file(told.mistakes, f"{name}/", texts)
            if not sure:
                return
            for path, mistakes in sure.items():
                texts[path] = _repaired(texts[path], mistakes, done)


def _by_file(mistakes: Iterable[Mistake], folder: str, texts: Mapping[str, str]) -> dict[str, list[Mistake]]:
    found: defaultdict[str, list[Mistake]] = defaultdict(list)
    for mistake in mistakes:
        path = mistake.file.removeprefix(folder)
        if mistake.repair is not None and path in texts:
            found[path].append(mistake)
    return found


def _repaired(text: str, mistakes: Iterable[Mistake], done: list[Mended]) -> str:
    """From the end of each line on, so that no place moves.

    Of two in one place the second waits for the next round.
    """
    lines = text.split("\n")
    taken: dict[int, int] = {}
    for mistake in sorted(mistakes, key=lambda one: (one.line, one.repair.start if one.repair else 0), reverse=True):
        repair, row = mistake.repair, mistake.line - 1
        if repair is None or repair.end > taken.get(row, len(lines[row]) + 1):
            continue
        line, ending = lines[row].removesuffix("\r"), "\r\n" if lines[row].endswith("\r") else "\n"
        old = line[repair.start - 1 : repair.end - 1]
        lines[row] = lines[row][: repair.start - 1] + repair.put.replace("\n", ending) + lines[row][repair.end - 1 :]
        taken[row] = repair.start
        done.append(Mended(mistake.file, mistake.line, old, repair.put.strip("\n"), _reason(mistake.message)))
    return "\n".join(lines)


def _reason(message: str) -> str:
    return message.partition(". ")[0].removesuffix(".")


def _short(text: str) -> str:
    text = text.strip(" ").replace("\t", "⇥") or "(trống)"
    text = "".join(letter if letter.isprintable() else "�" for letter in text)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
