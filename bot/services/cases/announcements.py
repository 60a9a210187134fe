"""The one place that tells of a live question (see `who_hears`); posts what each side says."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.cases import Case
from bot.domain.events.cases import CaseEvent, CaseEventKind
from bot.domain.messages import Option, Say
from bot.services.cases.cards import CALL_ME, END, HELPED, card, end_of, ended, rating, talk_to
from bot.services.cases.who_hears import HEARS
from bot.services.context import Context
from bot.services.leads.who_hears import FOLLOW, PLAIN
from bot.services.notify import change, notify
from bot.store.cases import messages as case_messages
from bot.store.cases import queries as cases
from bot.store.staff import audit
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.talk.actions import TO_MENU
from bot.words import Words, paragraphs

OFFERS: Mapping[CaseEventKind, tuple[Option, ...]] = {
    CaseEventKind.NOBODY_LEFT: (CALL_ME, END),
    CaseEventKind.PUT_AWAY: (CALL_ME, *TO_MENU),
}
"""What the citizen is offered with it; else to end the talk, or to say whether it helped."""
OVER = frozenset({CaseEventKind.ENDED_BY_STAFF, CaseEventKind.ENDED_BY_SILENCE})


def tell(event: CaseEvent, context: Context) -> None:
    """Tells everybody concerned.

    In this order: the copies that are out, the officers who are asked, the one who had or has it, the citizen.
    """
    hears, case = HEARS[event.kind], event.case
    if hears.copies is not None and event.kind is not CaseEventKind.FORGOTTEN:
        follows = hears.copies is FOLLOW
        _change_cards(event, card(case, context) if follows else Say(_said(hears.copies, event, context)), context)
    for member in event.asked:
        audit.looked(context.tx, member.id, Audited.TOLD, [], context.now, cases=[case.number])
        heading = _said(hears.office, event, context) if hears.office not in {None, PLAIN} else None
        notify(context, member, card(case, context, heading), card_event(case), about=case.subject)
    if hears.former is not None:
        for who in _former(event, context):
            tell_staff(case, context, who, f"{event.kind}{who}", Say(_said(hears.former, event, context)))
    if hears.holder is not None and case.taken_by is not None:
        say = _for_holder(_said(hears.holder, event, context), event, context)
        tell_staff(case, context, case.taken_by, event.kind, say)
    if hears.asker is not None and (hears.office is None or event.asked):
        tell_citizen(case, context, event.kind, _for_citizen(_said(hears.asker, event, context), event))


def tell_citizen(case: Case, context: Context, event: str, say: Say) -> None:
    """Posts something to where they asked."""
    notify(context, case.address, say, f"case{case.number}:{event}", about=case.subject)


def tell_staff(case: Case, context: Context, who: int, event: str, say: Say) -> int:
    """Posts something to every address of that member of staff; returns how many there are."""
    member = staff.get(context.tx, who)
    if member is None or not member.active:
        return 0
    return notify(context, member, say, f"case{case.number}:{event}", about=case.subject)


def card_event(case: Case) -> str:
    """What every card of this question is posted under."""
    return f"card{case.number}"


def _said(words: Words, event: CaseEvent, context: Context) -> Words:
    case = event.case
    values = {
        "number": str(case.number),
        "staff": event.who or case.taken_name,
        "hotline": context.knowledge.library.home.hotline,
    }
    return Words(words.msgid, tuple(values.items()))


def _former(event: CaseEvent, context: Context) -> list[int]:
    """Who had the floor; of a question that is erased, all who were asked where nobody had it."""
    if event.case.taken_by is not None:
        return [event.case.taken_by]
    return sorted(cases.asked(context.tx, event.case.number)) if event.kind is CaseEventKind.FORGOTTEN else []


def _for_citizen(words: Words, event: CaseEvent) -> Say:
    if event.kind in OVER:
        return Say(paragraphs(words, HELPED), rating(event.case))
    return Say(words, OFFERS.get(event.kind, (END,)))


def _for_holder(words: Words, event: CaseEvent, context: Context) -> Say:
    case = event.case
    if event.kind is CaseEventKind.STILL_WAITS:
        return Say(words, (talk_to(case), end_of(case)))
    return ended(case, context, words)


def _change_cards(event: CaseEvent, say: Say, context: Context) -> None:
    """Changes the cards that went to staff, but those of the one who did it, or had the floor."""
    case = event.case
    but = event.actor if event.actor is not None else case.taken_by
    own = staff.addresses(context.tx, but) if but is not None else []
    for key, place in case_messages.at_staff(context.tx, case.number, case.asked_at):
        if context.edits(place) and f":{card_event(case)}:" in key and "+" not in key and place not in own:
            change(context, key, place, say, "card", about=case.subject)
