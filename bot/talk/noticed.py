"""What is noticed beside a question: next year, another language, "may I"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.text import fold
from bot.law.contributions.contribution import contribution
from bot.law.figures.derived import SupportGroup, announcement, income_floor
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.search.finder import Finder, Found
from bot.search.text.clauses import asked_politely
from bot.search.values.people import births
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sentence import Sentence
from bot.talk.scene import Scene
from bot.words import Words, _, lines, verbatim

#: How long before a known change the main answers tell of it.
AHEAD = timedelta(days=60)
#: Not offered yet; who writes it is called by an officer who speaks it.
KHMER = "km"
_BACK = re.compile(
    r"\b(?:rut (?:tien|ra|lai|het|duoc|bao hiem|bhxh|(?:mot|1) (?:lan|cuc)|truoc|ngang|von|luon|lien|khong|ko|k|chua)"
    r"|(?:cho|duoc|muon|xin|can|doi|dinh) rut|lay (?:lai|ra|het|von|tien (?:lai|ra))"
    r"|(?:lanh|nhan|doi|xin|hoan) (?:lai|tien lai|tien ve)|xin lai tien|hoan tien|tra (?:lai )?tien"
    r"|withdraw|(?:take|get) (?:it|everything|(?:the|my) money) (?:out|back))\b"
)
# "Tháng 1" late in the year is the next one, unless a year is named.
LATE_IN_THE_YEAR = 10
_JANUARY = re.compile(
    r"(?<!tu )\bthang (?:1|gieng)(?=\s*(?:[,?.!]|$|(?:thi|phai|toi|sap|moi|tang|len|co (?:len|tang))\b))"
)
# What is to rise or to change, without a day; and the new sums.
_RISES = re.compile(
    r"\b(?:sap|sap toi|mai mot|mot|toi day|nghe noi|nghe bao|bao gio|khi nao|chung nao)"
    r"(?: (?:lai|co|phai|bi|se|no|thi|moi))*"
    r" (?:tang|len|doi gia|thay doi|ap dung)\b|\b(?:muc|muc dong|gia|chuan(?: ngheo)?) moi\b"
)
# Whether somebody of an age may join, but not what they get, or who is to pay.
TOO_YOUNG, TOO_OLD, LATE = "do-tuoi-tham-gia", "tren-60-tuoi", "lon-tuoi-con-kip"
GROWN_UP, OLD = 18, 60
_JOINS = re.compile(r"\b(?:vo|vao|mua|dong|tham gia|dang ky|join|start)\b")
_STILL = re.compile(r"\b(?:con kip|kip (?:khong|ko|k|hong|hok|chua|nua)|co kip|muon qua|tre qua|too late|still)\b")
_NOT_JOINING = re.compile(
    r"\b(?:rut|lay lai|lay ra|lanh|linh|huong|nhan|nghi|thieu|du|mot lan|benh|ung thu|cong ty|cty|hop dong|thai|sinh"
    r"|sanh|luong huu|tien gia|tro cap|giam|tang|cho (?:con|chau)|nam roi|withdraw|pension|draw)\b"
)
_WHY_NOT = re.compile(r"\bsao\b.*\b(?:khong|ko|k)\b")
_KHMER = re.compile(r"[\u1780-\u17ff]")


def is_khmer(text: str, book: Phrasebook) -> bool:
    """Whether somebody writes Khmer, or asks for it."""
    return _KHMER.search(text) is not None or book.mentions("khmer", text)


def in_khmer(*, some: bool = False) -> Words:
    """That somebody who speaks Khmer can call; `some`: some answers can be read in Khmer."""
    if some:
        return _(
            "Only what you see here is in Khmer (ភាសាខ្មែរ) so far. For everything else an officer who speaks it can "
            "call you: tap “Have somebody call me” and say so when they ask."
        )
    return _(
        "I do not speak Khmer (ភាសាខ្មែរ) yet. An officer who does can call you: tap “Have somebody call me” and say so "
        "when they ask."
    )


def is_english(text: str, scene: Scene) -> bool:
    """Whether somebody writes English, whatever language they are spoken to in."""
    return scene.knowledge.english.is_written(text)


def in_english(scene: Scene) -> Words:
    """The offer to go on in English, in English."""
    return verbatim("I can speak English with you: tap “English” below.")


def found_for(text: str, after: str, finder: Finder) -> Found:
    """What is found for a question, or for what comes after "cho em hỏi" in it."""
    found = finder.ask(text, after)
    if found.decision == "answer" or not (asked := asked_politely(text)):
        return found
    polite = finder.ask(asked, after)
    return polite if polite.decision == "answer" or not found.hits else found


def asks_may(text: str, book: Phrasebook) -> bool:
    """Whether somebody asks if they may, rather than how much."""
    return book.mentions("may", text) and not re.search(r"bao nhi[eê]u|nhi[eê]u ti[eề]n|how much", text.lower())


def asks_to_withdraw(text: str, book: Phrasebook) -> bool:
    """Whether somebody asks if, or why not, they may have back what they paid."""
    plain = fold(text)
    return _BACK.search(plain) is not None and (asks_may(text, book) or _WHY_NOT.search(plain) is not None)


def of_age_asked(text: str, scene: Scene) -> str:
    """The answer to whether somebody of the age named may still join; "" for any other question."""
    plain, book = fold(text), scene.knowledge.phrasebook
    if (
        not _JOINS.search(plain)
        or not (book.mentions("may", text) or _STILL.search(plain))
        or _NOT_JOINING.search(plain)
    ):
        return ""
    born = {each.value.age for each in births(Sentence.of(text), scene.today)} - {None}
    if not born:
        return ""
    age = max(each for each in born if each is not None)
    return TOO_YOUNG if age < GROWN_UP else TOO_OLD if age >= OLD else LATE if _STILL.search(plain) else ""


def asks_ahead(text: str, scene: Scene) -> bool:
    """Whether a question is of next year, a rise soon to come, or a month that it begins in."""
    book, today = scene.knowledge.phrasebook, scene.today
    if book.mentions("next-year", text):
        return True
    if _RISES.search(fold(text)) and what_comes(scene, ahead=True):
        return True
    if today.month >= LATE_IN_THE_YEAR and _JANUARY.search(fold(text)):
        return True
    coming = announcement("income_floor", scene.library.figures, today)
    end = today.replace(day=1) + timedelta(days=62)
    return coming is not None and coming.since < end.replace(day=1) and book.mentions("next-month", text)


def what_comes(scene: Scene, told: str = "", *, ahead: bool = False) -> Words | None:
    """What is paid now and from the announced change on; with `ahead` only shortly before it.

    Where something is `told` already it is a line beside it: shortly before the change, and if a sum in it will change.
    """
    figures, today = scene.library.figures, scene.today
    coming = announcement("income_floor", figures, today)
    if coming is None or coming.since <= today or ((told or ahead) and coming.since - today > AHEAD):
        return None
    if not isinstance(coming.value, Decimal):
        return None
    try:
        now, then = _pays(scene, today, announced=False), _pays(scene, coming.since, announced=True)
    except Refusal:
        return None
    sums = {scene.language.say(_("{amount}", amount=each)) for each in now.values()}
    if told and not any(each in told for each in sums):
        return None
    at = _(
        "From {since} (announced, not confirmed yet) the lowest income is {floor}: a month poor {poor}, near-poor "
        "{near_poor}, ethnic minority {ethnic}, others {other}; without support {gross}.",
        since=coming.since,
        floor=whole_dong(coming.value),
        **then,
    )
    before = _("Now: poor {poor}, near-poor {near_poor}, ethnic minority {ethnic}, others {other}.", **now)
    return at if told else lines(at, before)


def _pays(scene: Scene, day: date, *, announced: bool) -> dict[str, int]:
    figures = scene.library.figures
    floor = whole_dong(income_floor(figures.on(day, assume_announced=announced)))
    named = {
        "poor": SupportGroup.POOR,
        "near_poor": SupportGroup.NEAR_POOR,
        "ethnic": SupportGroup.ETHNIC_MINORITY,
        "other": SupportGroup.OTHER,
    }
    owed = {key: contribution(floor, each, figures, day, assume_announced=announced) for key, each in named.items()}
    pays = {key: one.pays for key, one in owed.items()}
    return {**pays, "gross": owed["other"].gross} if announced else dict(pays)
