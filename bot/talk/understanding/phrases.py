"""Words that mean the same everywhere: menu, stop, back, help, and what staff say."""

from __future__ import annotations

import re

from bot.domain.text import fold, nfc
from bot.search.values.sentence import Sentence
from bot.talk.actions import ADDRESS_MINE, ADDRESS_STRANGE, AWAY, BY_NAME, COPY, JOIN, LINK, MOVE, POST, START

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


POSTED = re.compile(r"/?(?:bai dang|baidang|dang bai|hinh dang|hinh de dang|a post)(?: ma| of)?[\s:]+([a-z0-9]{4,8})")
ANSWERED = re.compile(r"(dung la toi|that is me|khong phai toi|not me)\s+([2-9a-hjkmnp-z]{8})")


#: "Dời hội nghị 7 sang chủ nhật 9 giờ", "hội nghị 7 đổi chỗ …", "mở lại hội nghị 7 thứ bảy".
_OF_MEETING = r"(?:hoi nghi|buoi hop|buoi|meeting) (?:so )?#?(?P<number>\d{1,9})"
_WHAT = r"(?: (?:cho|noi|dia diem|ngay|gio|lich))?"
_REST = r"(?: (?:sang|qua|den|toi|vao|ve|lai|thanh|luc|o|tai|to))*[ ,:]+(?P<rest>\S.*)"
MOVED = tuple(
    re.compile(one)
    for one in (
        rf"(?:doi|chuyen|hoan|lui|move){_WHAT} {_OF_MEETING}{_REST}",
        rf"{_OF_MEETING} (?:doi|chuyen|hoan|lui|move){_WHAT}{_REST}",
    )
)
COPIED = re.compile(rf"(?:mo lai|lap lai|chep|chep lai|copy) {_OF_MEETING}{_REST}")


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
    if staff and (posted := POSTED.fullmatch(said)):
        return POST.name, posted[1].upper()
    if staff and (answered := ANSWERED.fullmatch(said)):
        mine = answered[1] in {"dung la toi", "that is me"}
        return (ADDRESS_MINE if mine else ADDRESS_STRANGE).name, answered[2]
    if staff and (changed := _of_meeting(text)):
        return changed
    if of_number := re.fullmatch(r"/?([a-z ]+?)\s*(?:so )?#?(\d{1,9})", said):
        name = (staff and _named(of_number[1], staff=True, numbered=True)) or _named(of_number[1], numbered=True)
        if name:
            return name, of_number[2]
    if said in DOUBTFUL and nfc(text).lower().strip(" .!,") not in (said, *DOUBTFUL[said]):
        return None
    name = _named(said) or next((move for move, ways in MOVES.items() if said in ways), "")
    return (name, "") if name else None


def _of_meeting(text: str) -> tuple[str, str] | None:
    """A meeting moved or held again in one line: its number, and the rest as it was typed."""
    sentence = Sentence.of(text)
    for name, ways in ((MOVE.name, MOVED), (COPY.name, (COPIED,))):
        if found := next(filter(None, (way.fullmatch(sentence.plain.rstrip(" .!?")) for way in ways)), None):
            return name, f"{found['number']} {sentence.typed[found.start('rest') : found.end('rest')]}"
    return None


def _named(said: str, *, staff: bool = False, numbered: bool = False) -> str:
    """The name of the action that `said` asks for, as a whole or before a number; or ""."""
    rows = (row for row in BY_NAME.values() if (row.staff, row.numbered) == (staff, numbered))
    return next((row.name for row in rows if said in row.said), "")


def doubtful(text: str) -> bool:
    """Whether `text` may be an answer instead of a command: "dung" is a name too, and "đúng"."""
    return nfc(text).lower().strip(" .!,") in DOUBTFUL or _plain(text) in ANSWERS_TOO


def _plain(text: str) -> str:
    said = re.sub(r"@\w+", "", fold(text)).strip(" .!,?")
    return re.sub(r"^please,? |,? please$", "", said)
