"""An edit applied to files that may have changed since it was made: nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.content.drafts import Edit
from bot.library.editing.merging import merged


@dataclass(frozen=True)
class Applied:
    """The files with the edit; `met`: those in which somebody else has changed the same lines."""

    files: Mapping[str, bytes]
    met: tuple[str, ...] = ()


def applied(edit: Edit, current: Mapping[str, bytes]) -> Applied:
    """What all files become."""
    files, met = dict(current), []
    for path in edit.paths:
        before, after, now = edit.before.get(path), edit.after.get(path), current.get(path)
        made = after if now == before else _both(before, after, now)
        if made is None and (now != before or after is not None):
            met.append(path)
        elif made is None:
            del files[path]
        else:
            files[path] = made
    return Applied(files, tuple(met))


def edit_of(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Edit:
    """What differs between all files before and after."""
    differing = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    return Edit(
        {path: data for path, data in before.items() if path in differing},
        {path: data for path, data in after.items() if path in differing},
    )


def _both(before: bytes | None, after: bytes | None, now: bytes | None) -> bytes | None:
    """Both changes of a file, or None where they meet, or one side has taken it out."""
    if now == after:
        return now
    if before is None or after is None or now is None:
        return None
    try:
        both = merged(before.decode(), after.decode(), now.decode())
    except UnicodeDecodeError:
        return None
    return None if both is None else both.encode()
