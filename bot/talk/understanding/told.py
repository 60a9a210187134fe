"""What a text tells of time paid, and between which incomes a sum of money is one to pay on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.domain.text import fold
from bot.law.figures.derived import income_cap, income_floor
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.search.values.facts import Facts, facts
from bot.talk.durations import written
from bot.talk.scene import Scene

PENSION_YEARS = 15
#: How many years are missing to a pension, or when they are enough.
MISSES = re.compile(
    r"\b(?:(?:thieu|con|can)(?: phai)?(?: dong)?(?: them)? (?:may|bao nhieu|nhieu|nhiu|bn) (?:nam|thang)"
    r"|(?:thieu|con phai dong|phai dong them|dong them|can them) (?:may|bao nhieu|bao lau|nhieu|nhiu|bn)"
    r"|(?:con|thieu|phai dong) bao lau|(?:may|bao nhieu) (?:nam|thang) nua|bao lau nua"
    r"|(?:bao gio|chung nao|khi nao) (?:moi |thi )?(?:du|duoc lanh|lanh duoc|co luong)"
    r"|(?:am i|are|do i) (?:missing|lack)|years? (?:left|missing)"
    r"|how many (?:more (?:do|years|months|must)|(?:months|years) (?:more|left|still)"
    r"|years (?:to go|are missing|do i (?:still )?(?:need|lack))))\b"
)
# Years still to be paid; without one of these, who tells their age tells what they have paid.
_AHEAD = re.compile(
    r"\b(?:muon|se|dinh|tinh|neu|them|nua|trong|suot|tiep|can|phai|lien tuc|du|want|would|will|if|for|more)\b"
)
_NO_COMPANY = re.compile(
    r"\b(?:chua|khong|ko|k|hong|dau co) (?:co |tung |he |bao gio |lam |di lam |dong |o )*(?:cong ty|cty|bat buoc)\b"
)
_PAID = re.compile(r"\b(?:dong|tham gia|lam|paid)\b")
_LOOKS = re.compile(r"\b(?:coi|xem|tra|kiem tra|o dau|cho nao|where|look up|check)\b")
# "Thêm 4 năm" after years that are paid, but not more than a pension needs.
_MORE_YEARS = re.compile(r"\bthem\b[^,.;]{0,16}\b(?:nam|thang)\b")


def told(plain: str, said: Facts) -> Facts:
    """An age and a few years tell what was paid, unless a word says that it is to come."""
    if said.paid and said.planned and MISSES.search(plain) and _MORE_YEARS.search(plain):
        both = sum(said.paid.values()) + said.planned
        return replace(said, paid={"": both}, planned=None) if both < PENSION_YEARS * 12 else said
    few = said.planned is not None and said.planned < PENSION_YEARS * 12
    if not (said.birth and few) or said.paid or said.lacking or said.sums or _AHEAD.search(plain):
        return said
    return replace(said, paid={"": said.planned or 0}, planned=None)


def paid_said(text: str, scene: Scene) -> Mapping[str, str]:
    """What was paid of both kinds of insurance, where one sentence tells of both; else nothing."""
    paid = facts(text, scene.knowledge.phrasebook, scene.today).paid
    if "voluntary" in paid and ("compulsory" in paid or _NO_COMPANY.search(fold(text))):
        return {key: written(paid.get(key, 0)) for key in ("compulsory", "voluntary")}
    return {}


def has_forgotten(text: str, said: Facts, scene: Scene) -> bool:
    """Whether somebody does not remember what they have paid, and asks for no place to look."""
    if said.paid or said.lacking or said.planned or said.sums or _LOOKS.search(fold(text)):
        return False
    return _PAID.search(fold(text)) is not None and scene.knowledge.phrasebook.mentions("unknown", text)


def lowest_income(scene: Scene) -> int:
    """The lowest income of the day in whole đồng; 0 where it is not known."""
    try:
        return whole_dong(income_floor(scene.library.figures.on(scene.today)))
    except Refusal:
        return 0


def highest_income(scene: Scene) -> int:
    """The highest income of the day in whole đồng; 0 where it is not known."""
    try:
        return whole_dong(income_cap(scene.library.figures.on(scene.today)))
    except Refusal:
        return 0
