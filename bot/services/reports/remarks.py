"""What officers write for a month's report: heard as an answer, noted, taken back."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.commands.reports import NoteRemark, TakeBackRemark
from bot.domain.messages import Incoming, Say
from bot.domain.outreach.results import NOTHING
from bot.domain.people import Staff
from bot.domain.reports.periods import read
from bot.domain.reports.remarks import DIFFICULTY, meant_on
from bot.domain.reports.units import may_see
from bot.domain.rights import Act, may_at_all
from bot.domain.text import fold, nfc
from bot.reports.results.units import units
from bot.search.text.questions import looks_like_question
from bot.search.values.headcounts import read_count
from bot.search.values.sentence import Sentence
from bot.services.context import Context
from bot.store.people.visitors import Visitor
from bot.store.reports import remarks
from bot.store.reports.remarks import Remark
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk.actions import TO_WORK
from bot.talk.conversation import Conversation
from bot.talk.understanding.options import match
from bot.talk.understanding.report_actions import REMARK, UNREMARK
from bot.talk.understanding.shorthand import read_shorthand
from bot.words import _

FEWEST_WORDS = 3
_HARD, _ASKS = "(?:kho khan|vuong mac|difficulty)", "(?:de xuat|de nghi|kien nghi|proposal)"
_MARK = r"\s*[:–-]\s*"
_BOTH = re.compile(rf"{_HARD}{_MARK}(?P<hard>\S.*?)[\s.;,]+{_ASKS}{_MARK}(?P<asks>\S.*)")
_ONE = re.compile(rf"{_HARD}{_MARK}(?P<hard>\S.*)|{_ASKS}{_MARK}(?P<asks>\S.*)")
_COURTESY = r"(?:(?:da|vang|xa|toi|em|minh|ben em|thang nay|thang roi)[ ,]+)*"
_PROPOSES = re.compile(rf"{_COURTESY}(?:{_ASKS}|xin|mong)\b.*")
_THANKS = re.compile(
    rf"{_COURTESY}(?:cam on|cam ta|chao|xin chao|ok|oke|ro roi|biet roi|hieu roi|nhan duoc|duoc roi)\b.*"
)
_NOTHING = re.compile(
    rf"{_COURTESY}(?:khong|ko|k|hong|chua)"
    r"(?: (?:co|gi|kho khan|vuong mac|vuong|de xuat|kien nghi|va|hay|ca|het|dau|a|nha|nhe))*"
)


def heard(
    conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context
) -> tuple[Conversation, Incoming] | None:
    """The form opened, and what answers its next question; None for anything else.

    The caller has seen that it is no command. Heard so: a reply to the message that asks; what comes next after it;
    what begins "khó khăn:" or "đề xuất:".
    """
    member, text = visitor.staff, nfc(incoming.text)
    if member is None or incoming.kind != "text" or incoming.group or not may_at_all(Act.SEE, member):
        return None
    if conversation.flow or conversation.case or conversation.unsent:
        return None
    tx, place, told = context.tx, incoming.address, _marked(text)
    month = remarks.asked_in(tx, member.id, place, incoming.replies_to)
    if not month and told is not None and not incoming.replies_to:
        month = meant_on(context.today, context.knowledge.library.home.closing).name
    if not month and not incoming.replies_to and _may_answer(text, conversation, context):
        month = remarks.asked_since(tx, member.id, place, conversation.at)
    if not month:
        return None
    answers, rest = told or _meant(text)
    opened = replace(conversation, flow=REMARK.name, arg=month, nonce=context.turn.removeprefix("in"), answers=answers)
    return replace(opened, offered=()), replace(incoming, text=rest, replies_to="")


def _marked(text: str) -> tuple[dict[str, str], str] | None:
    """What is told under a word for it: the answers before, and the last; None without one."""
    plain = Sentence(text).plain
    if found := _BOTH.fullmatch(plain):
        return {DIFFICULTY: text[found.start("hard") : found.end("hard")]}, text[found.start("asks") :]
    if found := _ONE.fullmatch(plain):
        hard = found["hard"] is not None
        return {} if hard else {DIFFICULTY: NOTHING}, text[found.start("hard" if hard else "asks") :]
    return None


def _meant(text: str) -> tuple[dict[str, str], str]:
    """The same of an answer without such a word: a difficulty, unless it asks for something."""
    if _is_nothing(text):
        return {DIFFICULTY: NOTHING}, NOTHING
    return ({DIFFICULTY: NOTHING} if _PROPOSES.fullmatch(fold(text)) else {}), text


def _may_answer(text: str, conversation: Conversation, context: Context) -> bool:
    """Whether a message can be an answer to what they were asked, and is nothing else."""
    if _is_nothing(text) and not conversation.offered:
        return True
    if looks_like_question(text) or read_shorthand(text, context.today) or read_count(text):
        return False
    if match(text, conversation.offered) or _THANKS.fullmatch(fold(text)):
        return False
    return len(text.split()) >= FEWEST_WORDS or _is_nothing(text)


def _is_nothing(text: str) -> bool:
    return _NOTHING.fullmatch(fold(text).strip(" .!")) is not None


def note(wanted: NoteRemark, member: Staff, context: Context) -> tuple[Say, ...]:
    """Keeps it for the report of that month and commune, of those that they serve."""
    unit = units(context.knowledge.library).get(wanted.commune)
    if unit is None or not may_see(member, unit):
        return (Say(_("That commune is none of yours."), TO_WORK),)
    now, who = context.now, member.id
    month = read(wanted.month, context.knowledge.library.home.closing).title
    new = [Remark("difficulty", unit.code, wanted.difficulty), Remark("proposal", unit.code, wanted.proposal)]
    some = [one for one in new if one.text] or [Remark("nothing", unit.code, "")]
    numbers = [remarks.add(context.tx, wanted.month, one, who, now) for one in some]
    audit.looked(context.tx, who, Audited.REPORT_REMARK, [], now)
    words = _("Noted for the report of {period}. Thank you!", period=month)
    if not (wanted.difficulty or wanted.proposal):
        words = _("Noted: nothing difficult in {period}. Thank you!", period=month)
    return (Say(words, (UNREMARK.option(numbers[0]), *TO_WORK)),)


def take_back(wanted: TakeBackRemark, member: Staff, context: Context) -> tuple[Say, ...]:
    """Deletes what they noted then; a report that was sent stays as it is."""
    gone = remarks.take_back(context.tx, wanted.number, member.id)
    audit.looked(context.tx, member.id, Audited.REPORT_REMARK, [], context.now, refused=not gone)
    words = _("It is taken back.") if gone else _("There is no such note of yours.")
    return (Say(words, (REMARK.option(), *TO_WORK)),)
