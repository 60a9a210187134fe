"""What is said in grief, worry, doubt or anger about the price, and which answer it gets.

`content/search/feelings.yaml`, the editors' own; a mistake is told with the file's name and the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.library.replies import mapping, ways

FILE = "feelings.yaml"
PARTS = ("answer", "alone", "groups", "like", "without")


@dataclass(frozen=True)
class Feeling:
    """How a feeling is recognised: the whole message, or words of each group one after another.

    answer  the id of the answer it gets; "" for what is urgent
    like    whole sentences that say it, from which others like them are recognised
    without words that make it something else, where they are near
    """

    id: str
    answer: str = ""
    alone: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    like: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def feelings(parts: Mapping[str, object]) -> tuple[Feeling, ...]:
    """From the parsed file, in its order. Raises ValueError with a sentence."""
    return tuple(_feeling(name, mapping(f"{FILE}: {name}", body)) for name, body in parts.items())


def _feeling(name: str, parts: Mapping[str, object]) -> Feeling:
    where = f"{FILE}: {name}"
    for part in parts:
        if part not in PARTS:
            raise ValueError(f"{where}: không có mục “{part}”. Các mục được dùng: {', '.join(PARTS)}")
    answer, groups = parts.get("answer", ""), parts.get("groups", [])
    if not isinstance(answer, str) or not isinstance(groups, list):
        raise ValueError(f"{where}: answer là tên một câu trả lời, groups là danh sách các nhóm từ")
    alone, like, without = (ways(f"{where}.{part}", parts.get(part, [])) for part in ("alone", "like", "without"))
    return Feeling(name, answer, alone, tuple(ways(f"{where}.groups", group) for group in groups), like, without)
