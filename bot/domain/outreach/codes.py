"""Codes that lead people here: what they are printed on, and how one is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from bot.words import Words, pgettext

# Neither a word nor a sum: letters first, a figure among them, nothing that looks like something else in print.
CODE = re.compile(r"(?=.*[2-9])[A-HJ-NP-Z]{2}[A-HJ-NP-Z2-9]{2,6}")
LETTERS, FIGURES = "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"
LONGEST_PLACE = 80


class CodeKind(StrEnum):
    """What carries a code. The register keeps its value with each code for good.

    MEETING is printed, or made with a meeting; DOOR says that somebody is there, while it goes on.
    """

    POSTER = "poster"
    LEAFLET = "leaflet"
    MEETING = "meeting"
    DOOR = "door"
    AGENT = "agent"
    CAMPAIGN = "campaign"


KINDS: Mapping[CodeKind, Words] = {
    CodeKind.POSTER: pgettext("code", "Poster"),
    CodeKind.LEAFLET: pgettext("code", "Leaflet"),
    CodeKind.MEETING: pgettext("code", "Meeting"),
    CodeKind.AGENT: pgettext("code", "Agent"),
    CodeKind.CAMPAIGN: pgettext("code", "News"),
}
PRINTED = tuple(KINDS)
"""What somebody may have a code made for; the code of a door is made with its meeting."""


def drawn(choose: Callable[[Sequence[str]], str]) -> str:
    """A code of six: two letters, three of either, a figure; `choose` picks one by lot."""
    return "".join(choose(among) for among in (*[LETTERS] * 2, *[LETTERS + FIGURES] * 3, FIGURES))
