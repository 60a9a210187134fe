"""What depends on more than the content.

Codes on walls, and names in rotas of people who must work here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.library.library import Library, Poster


def written(poster: Poster) -> str:
    """What is remembered of a poster that hangs somewhere."""
    return f"{poster.commune}|{poster.where}"


def changed_codes(known: Mapping[str, str], posters: Mapping[str, Poster]) -> list[str]:
    """A line for each code that hung elsewhere before, or is not there any more.

    known   what was written of each code (see `written`)
    """
    told = []
    for code, before in sorted(known.items()):
        where = before.partition("|")[2]
        if code not in posters:
            told.append(f"content/posters: mã “{code}” ({where}) không còn nữa, mà có thể vẫn treo trên tường.")
        elif written(posters[code]) != before:
            now = posters[code]
            moved = f"mã “{code}” trước đây là “{where}”, nay là “{now.where}”"
            told.append(f"{now.place}: {moved}. Mã đã in thì đừng đổi chỗ.")
    return told


def strangers(library: Library, staff: Iterable[str]) -> list[str]:
    """A line for each name in a rota that none of these people has, with its place."""
    known = tuple(staff)
    rotas = dict.fromkeys((library.home.duty.rota, *(office.duty.rota for office in library.offices)))
    return [
        f"{dict(rota.places).get(name, 'content/offices')}: lịch trực ghi “{name}”, mà không có cán bộ nào tên như vậy."
        for rota in rotas
        for name in rota.strangers(known)
    ]
