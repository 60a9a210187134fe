"""Sets every layout once, so that editors are told of a broken one before it is printed."""

from __future__ import annotations

from datetime import date

from bot.domain.errors import Trouble
from bot.domain.outreach.prints import PrintKind
from bot.library.files.prints import SCRIPT
from bot.library.library import Library, Poster
from bot.reports.prints.contents import page_of, said_on
from bot.reports.prints.press import typeset
from bot.reports.prints.scripts import scripts

SIDES = {PrintKind.LEAFLET: 2}
SAMPLE = {"web": "https://loa.example/chat/?q=XX22", "zalo": "https://zalo.me/1", "telegram": "https://t.me/Loa?start="}


def wrong_layouts(library: Library, day: date) -> list[str]:
    """A sentence for each layout that cannot be set, or needs more pages than it has sides."""
    found = []
    for kind in PrintKind if library.prints.words else ():
        try:
            sample = page_of(said_on(kind, library, day), Poster("XX22", ""), SAMPLE, library)
            sides = len(typeset(library.prints.layouts, kind, [sample], png=True, ppi=10))
        except Trouble as trouble:
            found.append(str(trouble))
            continue
        if sides != SIDES.get(kind, 1):
            found.append(f"Bản in “{kind}” tràn thành {sides} trang. Hãy rút bớt lời, hoặc xem lại {kind}.typ.")
    try:
        if library.prints.words:
            typeset(library.prints.layouts, SCRIPT, scripts(library, day), png=True, ppi=10)
    except Trouble as trouble:
        found.append(str(trouble))
    return found
