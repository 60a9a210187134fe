"""Which calculator a sentence asks for, and the answers that it already gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from bot.domain.text import fold
from bot.search.values.facts import Facts, facts
from bot.search.values.sums import Sum
from bot.talk import actions
from bot.talk.durations import written
from bot.talk.scene import Scene
from bot.talk.understanding.benefits_said import benefit_fills, benefit_flow, named
from bot.talk.understanding.told import MISSES, PENSION_YEARS, has_forgotten, highest_income, lowest_income, told

#: A calculator, what it is started with, and the answers that it need not ask for.
Opened: TypeAlias = tuple[str, str, Mapping[str, str]]

# Topics whose best answer makes a sum with an income in it a question of what is to be paid.
PAYING = frozenset({"contribution", "support", "methods"})
#: What is not said is assumed, and told.
SAID = "said"
# So few words of somebody's sex and age are an answer to "work out my pension".
SHORT = 8
TWO = 2
# How many months may be paid at a time.
PERIODS = frozenset({3, 6, 12, 24, 36, 48, 60})

_MUCH = re.compile(
    r"\b(?:bao nhieu|bao nhiu|nhieu|nhiu|may (?:tien|dong|tram|ngan|trieu|d)|bn|tinh (?:giup|gium|dum|ho|thu)|how much"
    r"|(?:dong|nop|thang|het|ton) (?:may|nhieu|sao)|(?:would|do|will|must) (?:i|we) pay)\b"
)
_ASKS = re.compile(
    rf"{_MUCH.pattern}|\b(?:duoc khong|dc khong|duoc ko|duoc hong|thi sao|dong (?:muc|sao)|muc (?:nao|may))\b"
)
# What is asked of an income that somebody names: what it costs.
_COSTS = re.compile(r"\b(?:dong|nop|dong tien|pay|contribution)\b")
# Which income gives the pension that somebody names.
_WHICH = re.compile(
    r"\b(?:muc (?:nao|may|bao nhieu|thu nhap)|chon|phai dong|dong (?:bao )?nhieu|which|how much must|need to pay)\b"
)
_PENSION = re.compile(r"\b(?:luong huu|tien huu|ve huu|nghi huu|huu|pension|retire|ve gia)\b")
_OTHERWISE = re.compile(
    r"\b(?:rut|lay lai|lay ra|tuat|thai san|sinh con|mai tang|tien gia|huu tri xa hoi|that nghiep|withdraw"
    r"|take (?:it|everything|(?:the|my) money) out|death)\b"
)
_NOTHING_PAID = re.compile(r"\b(?:chua (?:dong|co|tham gia)|nothing paid|never paid)\b")
_WHICH_LEVEL = re.compile(r"\b(?:muc|thu nhap) (?:nao|may|gi|bao nhieu)\b")
_WISHES = re.compile(
    r"\b(?:muon|thoi|muc (?:nao|may|gi|bao nhieu)|thu nhap (?:nao|may|bao nhieu)|chon|tinh dong|dinh dong|want"
    r"|(?:what|which) (?:level|income))\b"
)
_MAY = re.compile(
    r"\b(?:(?:duoc|dc) (?:khong|ko|hong|hok|chua|hay)|co duoc|(?:kip|nen) (?:khong|ko|hong)"
    r"|(?:can|may|should) (?:i|we|he|she|my)|allowed|eligible|join)\b"
)
_WHEN = re.compile(
    r"\b(?:(?:du|den|toi) tuoi|(?:ve|nghi) huu chua|khi nao|bao gio|chung nao|may tuoi|nam nao|dieu kien|giay to|ho so"
    r"|thu tuc|o dau|nop|when|where)\b"
)
_TIME = re.compile(r"\b(?:khi nao|bao gio|chung nao|may tuoi|nam nao|when)\b")
_PAPERS = re.compile(r"\b(?:dieu kien|giay to|ho so|thu tuc|o dau|where|papers)\b")
# What is paid for those years is drawn later, also where nobody says "pension".
_DRAWS = re.compile(
    r"\b(?:lanh|linh|nhan|huong|(?:duoc|dc) (?:bao nhieu|bao nhiu|nhieu|nhiu|may)|do i get|would i get)\b"
)
_PAY_MUCH = re.compile(
    r"\b(?:dong|nop) (?:(?:bao )?(?:nhieu|nhiu)|may|sao|bn|muc nao)\b|\bhow much (?:is it )?(?:for|on|at)\b"
)
_LUMP = re.compile(r"\b(?:(?:mot|1) (?:lan|luc|cuc|hoi)|tron|at once|in one go)\b")
_LOWEST = re.compile(
    r"\b(?:muc (?:thap nhat|toi thieu|san|be nhat|nho nhat)|thap nhat|(?:lowest|minimum) (?:level|income))\b"
)
# "Thiếu 31 tháng thì đã đóng được mấy năm".
_PAID_SO_FAR = re.compile(r"\b(?:dong|co)(?: duoc)? (?:may|bao nhieu|bao lau|nhieu)(?: (?:nam|thang))?(?: roi)?\b")
_RECKON = re.compile(r"\b(?:calculate|compute|work out|estimate|reckon)\b")
_SIDE_BY_SIDE = re.compile(r"\b(?:voi|so voi|hay|hoac|va|chenh|khac|or|and|versus|compare|compared)\b")


def asked_for(text: str, topic: str, scene: Scene) -> Opened | None:
    """The calculator that a question asks for; `topic` is that of the best answer, or ""."""
    plain = fold(text)
    said = told(plain, facts(text, scene.knowledge.phrasebook, scene.today))
    if benefit := benefit_flow(plain, said):
        return benefit, SAID, dict(benefit_fills(benefit, text, plain, said, scene))
    if _OTHERWISE.search(plain):
        return None
    forgets = has_forgotten(text, said, scene)
    floor = lowest_income(scene)
    flow = _of_forgotten(plain, said) if forgets else _flow(plain, said, topic, floor)
    if not flow and _is_out_of_bounds(plain, said, scene):
        flow = actions.ESTIMATE.name
    if not flow or flow not in scene.flows:
        return None
    fills = dict(_fills(flow, said, scene))
    if not fills and forgets:
        return flow, "", {}
    below = _LOWEST.search(plain) and int(fills.get("income", 0)) < floor
    if flow == actions.ESTIMATE.name and floor and (not said.sums or below):
        fills["income"] = str(floor)
    if flow == actions.ESTIMATE.name and len(said.sums) == TWO:
        fills |= {key: str(each.a_month) for key, each in zip(("income", "second"), said.sums, strict=True)}
    if flow == actions.MISSING.name and not said.paid and said.planned and not said.lacking:
        fills |= {"voluntary": written(said.planned), "compulsory": written(0)}
    assumes = said.sums or said.paid or said.planned or said.lacking or said.period or _NOTHING_PAID.search(plain)
    return (flow, SAID if assumes else "", fills) if fills else None


def _flow(plain: str, said: Facts, topic: str, floor: int) -> str:
    money, may = said.sum, _MAY.search(plain)
    pension, when = _PENSION.search(plain), _WHEN.search(plain)
    enough = said.planned is not None and said.planned >= PENSION_YEARS * 12
    draws = enough and _DRAWS.search(plain)
    if money and not (pension or draws) and _is_reverse(money, plain, floor):
        return actions.ESTIMATE.name
    if _compares(said, plain) or (_LOWEST.search(plain) and not said.sums and _pays_for(said) and _MUCH.search(plain)):
        return actions.ESTIMATE.name
    if said.lacking and not said.birth and _LUMP.search(plain):
        return ""
    if said.lacking and _PAID_SO_FAR.search(plain):
        return actions.MISSING.name
    if said.birth and said.sex and said.paid and _TIME.search(plain) and not _PAPERS.search(plain):
        return actions.MISSING.name
    if MISSES.search(plain) and (said.paid or (said.planned and (said.birth or not said.sums))):
        return actions.MISSING.name
    if when and not money:
        return ""
    if money and money.role == "drawn" and _WHICH.search(plain) and (pension or said.planned):
        return actions.PENSION_OF.name
    if may and said.birth and not money:
        return ""
    if money and enough and (draws or pension) and not (said.paid or said.lacking):
        return actions.PENSION_OF.name
    about_somebody = said.birth and said.sex and not (said.lacking or said.paid)
    if about_somebody and (pension or money or len(plain.split()) <= SHORT):
        return actions.PENSION.name
    if (said.lacking or said.paid) and (said.birth or (said.lacking and said.paid)):
        return actions.MISSING.name
    if (pension or (draws and money)) and (money or said.planned) and len(said.sums) < TWO:
        return actions.PENSION.name if said.birth else actions.PENSION_OF.name
    if money and money.new and may and not _MUCH.search(plain):
        return ""
    if money and money.role != "drawn" and topic in PAYING and _ASKS.search(plain):
        return actions.ESTIMATE.name
    if money and money.role == "income" and _COSTS.search(plain) and _MUCH.search(plain):
        return actions.ESTIMATE.name
    costs = _PAY_MUCH.search(plain) or (_RECKON.search(plain) and not pension)
    return actions.ESTIMATE.name if money and money.role != "drawn" and costs else ""


def _of_forgotten(plain: str, said: Facts) -> str:
    """The sum that is asked for by who does not remember what they have paid."""
    if MISSES.search(plain) or re.search(r"\bthieu\b", plain):
        return actions.MISSING.name
    return actions.PENSION.name if _PENSION.search(plain) and (said.birth or said.sex or _MUCH.search(plain)) else ""


def _is_out_of_bounds(plain: str, said: Facts, scene: Scene) -> bool:
    """Whether somebody asks if they may pay on an income that nobody may choose."""
    if not (said.sum and said.sum.chosen and _MAY.search(plain) and _COSTS.search(plain)):
        return False
    return not lowest_income(scene) <= said.sum.a_month <= highest_income(scene)


def _pays_for(said: Facts) -> int | None:
    """The months that may be paid at a time, where they are said."""
    return said.planned if said.planned in PERIODS else said.period


def _compares(said: Facts, plain: str) -> bool:
    """Whether two incomes are set beside each other."""
    incomes = len(said.sums) == TWO and all(each.role in {"income", ""} for each in said.sums)
    asks = _ASKS.search(plain) or re.search(r"\b(?:hon kem|chenh|khac)\b", plain)
    return incomes and not said.birth and bool(asks and _SIDE_BY_SIDE.search(plain) and not _PENSION.search(plain))


def _is_reverse(money: Sum, plain: str, floor: int) -> bool:
    """Whether a sum is what somebody can, wants to or does pay, from which the income follows."""
    if not money.role and money.a_month < floor and _WHICH_LEVEL.search(plain):
        return True
    wishes = _WISHES.search(plain) or re.search(r"\b(?:duoc|dc) (?:khong|ko|hong|hok|chua)\b", plain)
    return money.role == "affords" or (money.role == "pays" and wishes is not None)


def answers_said(flow: str, text: str, scene: Scene) -> Mapping[str, str]:
    """The answers to a dialogue's questions that a text gives."""
    said = facts(text, scene.knowledge.phrasebook, scene.today)
    if flow == actions.MATERNITY.name:
        return dict(named("children", text, scene))
    return dict(_fills(flow, said, scene)) if flow in actions.KEPT_SUMS else {}


def _fills(flow: str, said: Facts, scene: Scene) -> Iterator[tuple[str, str]]:
    yield from _money(said, scene)
    if flow == actions.ESTIMATE.name:
        yield from [("group", said.group)] if said.group else []
        months = _pays_for(said)
        yield from [("period", f"{months}m")] if months else []
    if flow == actions.PENSION_OF.name:
        wished = [each for each in said.sums if each.role == "drawn"]
        yield from [("wants", str(wished[0].a_month))] if len(wished) == 1 else []
        months = said.planned or next(iter(said.paid.values()), None)
        if months:
            yield "months", written(months)
        if said.sex:
            yield "sex", said.sex
    if flow in {actions.PENSION.name, actions.MISSING.name}:
        yield from _person(said)


def _money(said: Facts, scene: Scene) -> Iterator[tuple[str, str]]:
    """An income chosen, or what somebody pays: less than the lowest income is what they pay.

    Who names only what they have paid on is taken to go on with it.
    """
    past = [each for each in said.sums if each.role == "past"]
    others = [each for each in said.sums if each.role not in {"past", "drawn"}]
    if len(past) == 1:
        yield "average", str(past[0].a_month)
    if past and not others and lowest_income(scene) <= past[-1].a_month <= highest_income(scene):
        yield "income", str(past[-1].a_month)
    if len(others) != 1:
        return
    money = others[0]
    dong = money.a_month
    paid_out = money.role == "affords" or (money.role != "income" and dong < lowest_income(scene))
    yield ("pays" if paid_out else "income"), str(dong)


def _person(said: Facts) -> Iterator[tuple[str, str]]:
    if said.sex:
        yield "sex", said.sex
    if said.birth:
        yield "birth", f"{said.birth.month.month}/{said.birth.month.year}"
    paid = dict(said.paid)
    if said.lacking and not paid:
        paid = {"": max(0, PENSION_YEARS * 12 - said.lacking)}
    if paid:
        yield "voluntary", written(paid.get("voluntary", 0) + paid.get("", 0))
        yield "compulsory", written(paid.get("compulsory", 0))
