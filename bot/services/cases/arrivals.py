"""Tells who writes in a live talk that the words have not arrived yet, and when they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.cases import Case, CaseState
from bot.domain.messages import Address, Say
from bot.services.cases.announcements import tell_citizen, tell_staff
from bot.services.context import Context
from bot.store.cases import messages as case_messages
from bot.store.cases import queries as cases
from bot.store.cases.messages import Relayed
from bot.store.scheduling import due
from bot.store.scheduling.due import Due, What
from bot.store.staff import members as staff
from bot.words import Words, _

NOTICED = timedelta(seconds=60)
LOOKS = timedelta(seconds=15)
AT_ONCE = 50
TO_CITIZEN: What = "to_citizen"
TO_STAFF: What = "to_staff"
LATE, ARRIVED, FAILED = "late", "arrived", "failed"
OFFICER_READS: Mapping[str, Words] = {
    LATE: _(
        "Question {number}: what you wrote has not reached the citizen yet, for {channel} does not take it just now. "
        "I keep trying, and tell you when it is there."
    ),
    ARRIVED: _("Question {number}: what you wrote has reached the citizen now."),
    FAILED: _("Question {number}: what you wrote could not be brought to the citizen."),
}
CITIZEN_READS: Mapping[str, Words] = {
    LATE: _("What you wrote has not reached the officer yet. I keep trying, and tell you when it is there."),
    ARRIVED: _("What you wrote has reached the officer now."),
    FAILED: _("What you wrote could not be brought to the officer. Please write it once more, or call {hotline}."),
}


def watch(to: What, case: Case, context: Context) -> None:
    """Somebody has said something: after a minute it is looked whether it has arrived."""
    if due.get(context.tx, to, case.number) is None:
        due.put(context.tx, to, case.number, context.now + NOTICED)


def tick(context: Context) -> int:
    """Looks at what was said; returns how many talks that were."""
    found = [one for to in (TO_CITIZEN, TO_STAFF) for one in due.claim(context.tx, to, context.now, AT_ONCE)]
    for one in found:
        case = cases.get(context.tx, one.about)
        if case is None or case.state is not CaseState.LIVE or case.taken_by is None or not _look(one, case, context):
            due.drop(context.tx, one.what, one.about)
    return len(found)


def _look(one: Due, case: Case, context: Context) -> bool:
    """Tells what is to be told; whether there is more to be looked at."""
    assert case.taken_by is not None
    places = [case.address] if one.what == TO_CITIZEN else list(staff.addresses(context.tx, case.taken_by))
    lines = [case_messages.relayed(context.tx, case.number, place) for place in places]
    late = bool(lines) and all(_waits(there, context) for there in lines)
    if late and not one.level:
        _tell(LATE, one.what, case, places, context)
    if late or any(line.state == "waiting" for there in lines for line in there):
        due.move(context.tx, [replace(one, at=context.now + LOOKS, level=int(late or bool(one.level)))])
        return True
    if one.level and places:
        there = any(of[-1].state == "sent" for of in lines if of)
        _tell(ARRIVED if there else FAILED, one.what, case, places, context)
    return False


def _waits(lines: Sequence[Relayed], context: Context) -> bool:
    return any(line.state == "waiting" and line.due <= context.now - NOTICED for line in lines)


def _tell(how: str, to: What, case: Case, places: Sequence[Address], context: Context) -> None:
    """Tells the one who wrote."""
    words = (OFFICER_READS if to == TO_CITIZEN else CITIZEN_READS)[how]
    hotline, title = context.knowledge.library.home.hotline, context.title(places[0])
    say = Say(Words(words.msgid, (("number", str(case.number)), ("channel", title), ("hotline", hotline))))
    if to == TO_CITIZEN and case.taken_by is not None:
        tell_staff(case, context, case.taken_by, how, say)
    else:
        tell_citizen(case, context, how, say)
