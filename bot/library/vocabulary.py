"""What the search knows of people's writing: `content/search/*.yaml` as one frozen value.

The files are the editors' own; a mistake in them is told with the file's name and the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from bot.library.calibration import Calibration, read_calibration
from bot.library.feelings import Feeling, feelings
from bot.library.replies import Replies, replies
from bot.words import FIRST, in_language

FILES = (
    "abbreviations",
    "calibration",
    "dialect",
    "english",
    "feelings",
    "guards",
    "phrases",
    "replies",
    "teencode",
    "words",
)
ENGLISH = ("asks", "guards", "same")
LISTS = ("loans", "filler", "common")
GUARD = ("kind", "asks", "reply")
GuardKind: TypeAlias = Literal["out_of_scope", "personal_file", "smalltalk"]


@dataclass(frozen=True)
class Guard:
    """A topic that is not ours to answer: how people ask for it, and what we say (by language)."""

    id: str
    kind: GuardKind
    asks: tuple[str, ...]
    reply: Mapping[str, str]


@dataclass(frozen=True)
class English:
    """How people who write English ask, by the id of an answer or of a guard.

    same    words that mean the same here, by the one that is kept
    """

    asks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guards: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """Dictionaries of the search; keys and values as the editors wrote them.

    `abbreviations` and `teencode` replace one word, `dialect` one or more words with their accents, `phrases` two or
    more words however accented. `loans` are words never taken for Telex; `filler` says nothing (dropped); `common` says
    little (not counted as content). `calibration` is what `loa calibrate` has fitted, if it ever ran. `replies`
    are short answers in forms, `feelings` what is answered from the heart, in the order in which they are tried;
    `english` is how English is asked.
    """

    abbreviations: Mapping[str, str] = field(default_factory=dict)
    teencode: Mapping[str, str] = field(default_factory=dict)
    dialect: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    loans: frozenset[str] = frozenset()
    filler: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    guards: Mapping[str, Guard] = field(default_factory=dict)
    calibration: Calibration | None = None
    replies: Replies = field(default_factory=Replies)
    feelings: tuple[Feeling, ...] = ()
    english: English = field(default_factory=English)

    def reply(self, guard: str, language: str) -> str | None:
        """What a guard says about a subject that is not ours, in Vietnamese where not translated."""
        known = self.guards.get(guard)
        return in_language(language, known.reply) if known else None


def vocabulary(files: Mapping[str, object]) -> Vocabulary:
    """The vocabulary out of the parsed files of `content/search`, by names without ".yaml".

    Absent ones are empty.
    Raises ValueError with a sentence that names the file and the key.
    """
    _known("words.yaml", _mapping("words.yaml", files.get("words")), LISTS)
    return Vocabulary(
        abbreviations=_pairs("abbreviations", files),
        teencode=_pairs("teencode", files),
        dialect=_pairs("dialect", files),
        phrases=_pairs("phrases", files),
        loans=frozenset(_texts("words.yaml: loans", _part("words", "loans", files))),
        filler=frozenset(_texts("words.yaml: filler", _part("words", "filler", files))),
        common=frozenset(_texts("words.yaml: common", _part("words", "common", files))),
        guards={name: _guard(name, body) for name, body in _mapping("guards.yaml", files.get("guards")).items()},
        calibration=read_calibration(files.get("calibration")),
        replies=replies(_mapping("replies.yaml", files.get("replies"))),
        feelings=feelings(_mapping("feelings.yaml", files.get("feelings"))),
        english=_english(files),
    )


def _part(file: str, key: str, files: Mapping[str, object]) -> object:
    return _mapping(f"{file}.yaml", files.get(file)).get(key)


def _pairs(file: str, files: Mapping[str, object]) -> Mapping[str, str]:
    pairs = _mapping(f"{file}.yaml", files.get(file))
    return {key: _text(f"{file}.yaml: {key}", value) for key, value in pairs.items()}


def _english(files: Mapping[str, object]) -> English:
    _known("english.yaml", _mapping("english.yaml", files.get("english")), ENGLISH)
    return English(*(_ways(part, _part("english", part, files)) for part in ENGLISH))


def _ways(part: str, value: object) -> Mapping[str, tuple[str, ...]]:
    where = f"english.yaml: {part}"
    return {name: _texts(f"{where}.{name}", texts) for name, texts in _mapping(where, value).items()}


def _guard(name: str, body: object) -> Guard:
    where = f"guards.yaml: {name}"
    parts = _mapping(where, body)
    _known(where, parts, GUARD)
    kind = _kind(f"{where}.kind", parts.get("kind"))
    said = _mapping(where, parts.get("reply"))
    reply = {language: _text(f"{where}.{language}", text) for language, text in said.items()}
    if not reply.get(FIRST):
        raise ValueError(f"{where}.reply.{FIRST}: thiếu câu trả lời tiếng Việt (reply: vi)")
    asks = _texts(f"{where}.asks", parts.get("asks"))
    if not asks:
        raise ValueError(f"{where}: thiếu cách hỏi (asks)")
    return Guard(name, kind, asks, reply)


def _known(where: str, parts: Mapping[str, object], names: tuple[str, ...]) -> None:
    for name in parts:
        if name not in names:
            raise ValueError(f"{where}: không có mục “{name}”. Các mục được dùng: {', '.join(names)}")


def _kind(where: str, value: object) -> GuardKind:
    for kind in get_args(GuardKind):
        if value == kind:
            return kind  # type: ignore[no-any-return]
    raise ValueError(f"{where}: phải là một trong {', '.join(get_args(GuardKind))}")


def _mapping(where: str, value: object) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError(f"{where}: cần viết dạng 'khóa: giá trị'")
    for key in value:
        if not isinstance(key, str):
            raise ValueError(f'{where}: đặt "{key}" trong ngoặc kép')
    return value


def _texts(where: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError(f"{where}: cần một danh sách")
    return tuple(_text(where, item) for item in value)


def _text(where: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f'{where}: đặt "{value}" trong ngoặc kép')
    return value.strip()
