"""Which of the two insurances, compulsory or voluntary, the words around something speak of."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["compulsory", "voluntary", ""]

COMPULSORY = re.compile(
    r"\b(?:bat buoc|bb|cong ty|co quan|hang xuong|xi nghiep|nha may|lam hang|lam nha nuoc|day hoc|hop tac xa|compulsory"
    r"|cty|ct|company|factory)\b"
)
# Where what is behind a length belongs to the next one.
_AND_ANOTHER = re.compile(r"[,.;0-9]|\b(?:va|and|cong (?:voi|them))\b")
_VOLUNTARY = re.compile(r"\b(?:tu nguyen|tn|voluntary)\b")
_NAMED: tuple[tuple[Kind, re.Pattern[str]], ...] = (("compulsory", COMPULSORY), ("voluntary", _VOLUNTARY))


def kind_of(before: str, behind: str) -> Kind:
    """Which insurance is meant around a length of time: the one before it, or that behind it."""
    return kind_in(re.split(r"[,.;0-9]", before)[-1]) or kind_in(re.split(_AND_ANOTHER, behind)[0], first=True)


def kind_in(words: str, *, first: bool = False) -> Kind:
    """The insurance that is named last, or `first`; "" for none."""
    named: list[tuple[int, Kind]] = [
        (found.start(), kind) for kind, pattern in _NAMED for found in pattern.finditer(words)
    ]
    return (min(named) if first else max(named))[1] if named else ""
