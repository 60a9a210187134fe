"""What Loa prints for the offices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: The channel of a file that came over none, but is printed when it is sent.
PRINTS = "prints"


class PrintKind(StrEnum):
    """What is printed.

    A poster A4 or A3, a leaflet A5, a card for tables, a QR for doors, a sign-in sheet, a picture to post.
    """

    POSTER = "poster"
    LEAFLET = "leaflet"
    TENT = "tent"
    DOOR = "door"
    SIGN_IN = "signin"
    POST = "post"


@dataclass(frozen=True)
class Printed:
    """What was printed last under a code.

    Of which day its figures are, and what each of them was.
    """

    code: str
    kind: PrintKind
    day: date
    figures: Mapping[str, str]
