"""What a sentence says for the sum of a birth, a death or a withdrawal, if it asks for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.search.values.facts import Facts
from bot.search.values.sentence import Sentence
from bot.talk import actions
from bot.talk.durations import written
from bot.talk.scene import Scene

_BIRTH = re.compile(r"\b(?:sinh|sanh|de|thai san|co bau|mang thai|birth|baby|twins|maternity)\b")
_DEATH = re.compile(
    r"\b(?:chet|qua doi|tu tuat|tuat|mai tang|mat roi|dies|died|death|passed away"
    r"|(?:ba|bo|cha|tia|me|ma|vo|chong|ong|anh|chi|em|con|noi|ngoai|toi|tui|nha|xa) (?:moi |vua |da |lo )?mat"
    r"(?! (?:so|viec|tri|the|gia|tien|xe|dien|cccd|can|giay|mua|ngu|tich|suc|ma)\b))\b"
)
_WITHDRAWS = re.compile(r"\b(?:rut|lay lai|lay ra|withdraw|take out)\b")
_SUM = re.compile(
    r"\b(?:bao nhieu|bao nhiu|nhieu|nhiu|bn|how much|may (?:tien|trieu|dong)"
    r"|what (?:do|will|would) (?:i|we) get)\b"
)
# Of something else: a pension, when, papers, conditions, somebody's year of birth.
_ELSE = re.compile(
    r"\b(?:luong huu|huu|pension|khi nao|bao gio|giay|ho so|thu tuc|o dau|dieu kien|sinh (?:nam|thang|\d+)|when|where"
    r"|papers)\b"
)
_SINCE = re.compile(r"\b(?:tu|since|from)\s+(?:nam\s+|thang\s+)?(?:\d{1,2}/)?(20\d\d)\b")
_BEFORE = 2014
_MONTH = r"(?:(?:thang|nam)\s+)*(?:(?P<{0}_month>\d{{1,2}})\s*(?:/|nam\s+)\s*)?(?P<{0}_year>20\d\d)"
_FROM_TO = re.compile(
    rf"\b(?:tu|from)\s+{_MONTH.format('first')}\s*(?:den|toi|-|–|to|until)\s*(?:het\s+)?"
    rf"(?:(?P<now>nay|bay gio|gio|now)\b|{_MONTH.format('last')}\b)"
)
# "Đứa thứ hai" is one child.
_IN_ORDER = re.compile(r"\b(?:thu|lan)\s+$")
# No birth is paid for longer before it.
_LONGEST = 24


def benefit_flow(plain: str, said: Facts) -> str:
    """The sum of a benefit that a sentence asks for and says something for; "" for none."""
    if not _SUM.search(plain) or _ELSE.search(plain):
        return ""
    if _WITHDRAWS.search(plain):
        return actions.WITHDRAWAL.name if _FROM_TO.search(plain) or (said.sum and (said.paid or said.planned)) else ""
    if _BIRTH.search(plain) and _before_birth(said):
        return actions.MATERNITY.name
    return actions.DEATH.name if (said.paid or said.planned) and _DEATH.search(plain) else ""


def _before_birth(said: Facts) -> int:
    """The months paid before a birth, 0 where that is not said."""
    months = sum(said.paid.values()) or said.planned or 0
    return months if months <= _LONGEST or said.paid else 0


def benefit_fills(flow: str, text: str, plain: str, said: Facts, scene: Scene) -> Iterator[tuple[str, str]]:
    """The answers that the sentence gives to the questions of that sum."""
    if flow == actions.MATERNITY.name:
        yield from named("children", text, scene)
        yield "months", written(_before_birth(said))
    if flow == actions.DEATH.name:
        yield from (("was", "paying"), ("months", written(sum(said.paid.values()) or said.planned or 0)))
        if (since := _SINCE.search(plain)) and int(since[1]) >= _BEFORE:
            yield "before-2014", written(0)
    if flow == actions.WITHDRAWAL.name:
        yield from named("reason", text, scene)
        yield from [("group", said.group)] if said.group else []
        if found := _FROM_TO.search(plain):
            yield "from", f"{int(found['first_month'] or 1)}/{found['first_year']}"
            today = f"{scene.today.month}/{scene.today.year}"
            yield "to", today if found["now"] else f"{int(found['last_month'] or 12)}/{found['last_year']}"
    if flow != actions.MATERNITY.name and said.sum:
        yield "income", str(said.sum.a_month)


def named(key: str, text: str, scene: Scene) -> Iterator[tuple[str, str]]:
    """The one choice of a question that the sentence names."""
    sentence = Sentence.of(text)
    found = scene.knowledge.phrasebook.choices(key, sentence)
    said = {taken.value for taken in found if not _IN_ORDER.search(sentence.plain[: taken.start])}
    yield from [(key, said.pop())] if len(said) == 1 else []
