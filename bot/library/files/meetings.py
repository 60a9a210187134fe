"""content/meetings/: kinds of meetings, one a file; its name is the kind's id."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.meetings import MeetingKind
from bot.library.answers.plain_words import find_figures
from bot.library.files.offices import LANGUAGES
from bot.library.reading.content_folder import ContentFolder
from bot.library.reading.yaml_reader import YamlNode

FIELDS = ("name", "lasts", "bring", "checklist", "report")
PARTS = ("before", "during", "after")
SHORTEST, LONGEST = 15, 600


def read_meetings(loader: ContentFolder) -> dict[str, MeetingKind]:
    """The kinds by their ids; none where there is no such folder."""
    roots = ((path.stem, loader.read(path)) for path in loader.list("meetings"))
    kinds = (_kind(name, root) for name, root in roots if root is not None)
    return {kind.id: kind for kind in kinds if kind is not None}


def _kind(name: str, root: YamlNode) -> MeetingKind | None:
    fields = root.fields(FIELDS, required=FIELDS)
    if not set(FIELDS) <= set(fields):
        return None
    find_figures(fields["name"])
    find_figures(fields["bring"])
    return MeetingKind(
        name,
        fields["name"].language_texts(LANGUAGES),
        timedelta(minutes=_minutes(fields["lasts"])),
        fields["bring"].language_texts(LANGUAGES),
        _checklist(fields["checklist"]),
        tuple(item.text() for item in fields["report"].items()),
    )


def _minutes(node: YamlNode) -> int:
    lasts = node.number()
    if not SHORTEST <= lasts <= LONGEST or lasts != int(lasts):
        node.wrong(f"Một buổi dài từ {SHORTEST} đến {LONGEST} phút, viết bằng số phút chẵn: 90.")
        return SHORTEST
    return int(lasts)


def _checklist(node: YamlNode) -> Mapping[str, tuple[str, ...]]:
    parts = node.fields(PARTS, required=PARTS)
    return {part: tuple(item.text() for item in parts[part].items()) for part in PARTS if part in parts}
