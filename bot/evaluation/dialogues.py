"""Dialogues as files hold them: what is said turn by turn, and what is wanted of the reply.

`tests/dialogues/README.md` tells the format to those who write them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.text import fold

VOICES = ("grandmother", "seller", "son", "angry", "joking", "khmer", "english", "officer")
USUAL_DAY = date(2026, 11, 23)
WANTS = frozenset({"answer", "asks", "shows", "never", "path"})
TURN = WANTS | {"say", "press"}
DIALOGUE = frozenset({"id", "voice", "kind", "turns", "day", "officer", "requests"})
NO_FORM = "none"


@dataclass(frozen=True)
class Path:
    """A way of answering by its signs: words of each row are there, others are not."""

    shows: tuple[str, ...]
    never: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What is wanted of a reply; what is empty is not judged.

    answer  ids of answers, one of which leads
    asks    forms or "form/key of the question", one of which is open then; "none": no form is
    shows   figures or words that must be there, each with "|" between alternatives; never: that must not
    path    the name of a Path
    """

    answer: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    path: str = ""


@dataclass(frozen=True)
class SaidTurn:
    """One thing somebody types, or the button they press by what it says."""

    text: str
    pressed: bool
    wanted: Wanted


@dataclass(frozen=True)
class Dialogue:
    """A conversation; `requests` wait in the officer's commune, by the citizen's name."""

    id: str
    voice: str
    kind: str
    turns: tuple[SaidTurn, ...]
    day: date = USUAL_DAY
    officer: bool = False
    requests: tuple[str, ...] = ()


def paths(parsed: object) -> Mapping[str, Path]:
    """The ways of answering of a parsed file. Raises ValueError that says which entry is none."""
    if not isinstance(parsed, Mapping):
        raise ValueError("cần tên: {shows: […], never: […]}")
    return {str(name): _path(str(name), entry) for name, entry in parsed.items()}


def dialogues(parsed: object, known: Mapping[str, Path], answers: Collection[str]) -> tuple[Dialogue, ...]:
    """The dialogues of a parsed file. Raises ValueError that says which entry is none, and why.

    known       the ways of answering that may be named
    answers     ids of the library's answers
    """
    if not isinstance(parsed, list):
        raise ValueError("cần một danh sách cuộc trò chuyện")
    read = [_dialogue(number, entry) for number, entry in enumerate(parsed, start=1)]
    for one in read:
        for turn in one.turns:
            if turn.wanted.path and turn.wanted.path not in known:
                raise ValueError(f"{one.id}: không có path {turn.wanted.path}")
            if unknown := set(turn.wanted.answer) - set(answers):
                raise ValueError(f"{one.id}: không có câu trả lời {', '.join(sorted(unknown))}")
    ids = [one.id for one in read]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise ValueError(f"id trùng: {', '.join(sorted(twice))}")
    return tuple(read)


def _dialogue(number: int, entry: object) -> Dialogue:
    name = entry.get("id") if isinstance(entry, Mapping) else None
    if not isinstance(entry, Mapping) or not isinstance(name, str):
        raise ValueError(f"cuộc thứ {number}: cần có id")
    _only(entry, DIALOGUE, name)
    if entry.get("voice") not in VOICES or not isinstance(entry.get("kind"), str):
        raise ValueError(f"{name}: cần có kind, và voice là một trong {', '.join(VOICES)}")
    turns, day = entry.get("turns"), entry.get("day", USUAL_DAY)
    if not isinstance(turns, list) or not turns or not isinstance(day, date):
        raise ValueError(f"{name}: cần có turns (danh sách các lượt); day là một ngày")
    return Dialogue(
        name,
        entry["voice"],
        entry["kind"],
        tuple(_turn(turn, name) for turn in turns),
        day,
        bool(entry.get("officer", False)),
        _words(entry.get("requests"), name),
    )


def _turn(entry: object, name: str) -> SaidTurn:
    if not isinstance(entry, Mapping) or ("say" in entry) == ("press" in entry):
        raise ValueError(f"{name}: mỗi lượt có say hoặc press")
    _only(entry, TURN, name)
    text = entry.get("say", entry.get("press"))
    if not isinstance(text, str) or not text:
        raise ValueError(f"{name}: say, press là chữ trong ngoặc kép")
    if not WANTS & entry.keys():
        raise ValueError(f"{name}: “{text}” không có điều gì để chấm")
    wanted = {key: _words(entry.get(key), name) for key in WANTS - {"path"}}
    return SaidTurn(text, "press" in entry, Wanted(**wanted, path=str(entry.get("path", ""))))


def _path(name: str, entry: object) -> Path:
    if not isinstance(entry, Mapping) or not (entry.get("shows") or entry.get("never")):
        raise ValueError(f"{name}: cần có shows hoặc never")
    _only(entry, {"means", "shows", "never"}, name)
    return Path(_words(entry.get("shows"), name), _words(entry.get("never"), name))


def _only(entry: Mapping[object, object], known: Iterable[str], name: str) -> None:
    if unknown := {str(key) for key in entry} - set(known):
        raise ValueError(f"{name}: không hiểu {', '.join(sorted(unknown))}")


def _words(value: object, name: str) -> tuple[str, ...]:
    """One text, or several. Numbers must be quoted, for YAML would take "330.000" for 330."""
    listed = [] if value is None else value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) and fold(one) for one in listed):
        raise ValueError(f"{name}: {listed} phải là chữ trong ngoặc kép")
    return tuple(listed)
