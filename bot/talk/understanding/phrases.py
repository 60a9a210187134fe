"""Words that mean the same everywhere: menu, stop, back, help, a person – and what staff say."""

from __future__ import annotations

import re

from bot.domain.text import fold, nfc
from bot.talk.actions import AWAY, BY_NAME, JOIN, LINK, START

#: What moves within a dialogue and leads to none of its own; everything else that is said is a row of the actions.
MOVES = {
    "stop": ("dung", "/stop", "stop", "dung lai", "huy", "huy bo", "/huy", "cancel", "quit", "bo di"),
    "back": ("quay lai", "/back", "back", "lui lai", "tro lai", "ve truoc", "sua lai"),
}
# Without its accents a command may be somebody's name or a "yes" (Dung, Huy, đúng); with others it is another word.
# "0" may be how many years somebody has paid.
DOUBTFUL = {"dung": ("dừng",), "huy": ("hủy", "huỷ"), "0": ()}
# A day may be asked for, and then this is one.
ANSWERS_TOO = {"hom nay", "today"}
AWAY_UNTIL = re.compile(
    r"(?:(?:toi|em|minh|xin) )*(?:nghi|nghi phep|away) (?:(?:tu|from) (.+) )?(?:den|toi|het|until) (?:het )?(.+)"
)


def command(text: str, *, staff: bool) -> tuple[str, str] | None:
    """The command and its argument that `text` says ("nhận 17" → ("take", "17")), or None."""
    said = _plain(text)
    if start := re.fullmatch(r"/start(?:\s+(\S+))?", re.sub(r"@\w+", "", text.strip())):
        return START.name, start[1] or ""
    if invited := re.fullmatch(r"(?:/join|/mamoi|ma moi)\s+(\S+)", said):
        return JOIN.name, invited[1]
    if linked := re.fullmatch(
        r"(?:/lienket|lien ket|link)(?: ma)?[\s:]+([2-9a-hjkmnp-z]{4}[\s-]?[2-9a-hjkmnp-z]{4})", said
    ):
        return LINK.name, linked[1]
    if staff and (name := _named(said, staff=True)):
        return name, ""
    if staff and (away := AWAY_UNTIL.fullmatch(said)):
        return AWAY.name, f"{away[1]} den {away[2]}" if away[1] else away[2]
    of_number = re.fullmatch(r"/?([a-z ]+?)\s*(?:so )?#?(\d{1,9})", said) if staff else None
    if of_number and (name := _named(of_number[1], staff=True, numbered=True)):
        return name, of_number[2]
    if said in DOUBTFUL and nfc(text).lower().strip(" .!,") not in (said, *DOUBTFUL[said]):
        return None
    name = _named(said) or next((move for move, ways in MOVES.items() if said in ways), "")
    return (name, "") if name else None


def _named(said: str, *, staff: bool = False, numbered: bool = False) -> str:
    """The name of the action that is said so, in the whole message or before a number; "" if none is."""
    rows = (row for row in BY_NAME.values() if (row.staff, row.numbered) == (staff, numbered))
    return next((row.name for row in rows if said in row.said), "")


def doubtful(text: str) -> bool:
    """Whether `text` is a command only where nothing was asked that it answers: "dung" is a name too, and "đúng"."""
    return nfc(text).lower().strip(" .!,") in DOUBTFUL or _plain(text) in ANSWERS_TOO


def _plain(text: str) -> str:
    return re.sub(r"@\w+", "", fold(text)).strip(" .!,?")
