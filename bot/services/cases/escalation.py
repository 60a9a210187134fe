"""What becomes due for live questions: the office opens, an answer is late, a day is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import structlog

from bot.domain.cases import Case, CaseState, Ending
from bot.domain.events.cases import CaseEvent, CaseEventKind
from bot.domain.outreach.facts import Fact, Step
from bot.services.cases.announcements import tell
from bot.services.cases.close import by_silence
from bot.services.cases.create import STEPS, ring
from bot.services.context import Context
from bot.services.facts import count
from bot.store.cases import queries as cases
from bot.store.staff import members as staff

log = structlog.get_logger()

QUIET = timedelta(hours=24)
# Working days: then nobody waits any longer for an answer that does not come.
GIVEN_UP = 3
AT_ONCE = 20


def tick(context: Context) -> int:
    """Does what is due; returns how many questions that were."""
    numbers = cases.due(context.tx, context.now, AT_ONCE)
    for number in numbers:
        case = cases.get(context.tx, number, lock=True)
        if case is not None and case.open and case.due is not None and case.due <= context.now:
            _due(case, context)
            log.info("case due", case=number, kind=case.state.value, count=case.level)
    return len(numbers)


def _due(case: Case, context: Context) -> None:
    if case.state is CaseState.LIVE and case.answered and context.now < case.heard_at + QUIET:
        _remind(case, context)
    elif case.state is CaseState.LIVE and case.answered:
        by_silence(case, context)
    elif case.state is CaseState.LIVE:
        _unanswered(case, context)
    elif case.level > STEPS:
        _give_up(case, context)
    elif case.level == 0:
        _ask_first(case, context)
    else:
        go_on_without(CaseEvent(CaseEventKind.NEXT_ASKED, case), context)


def _ask_first(case: Case, context: Context) -> None:
    """The office has opened."""
    if asked := ring(case.number, context):
        tell(CaseEvent(CaseEventKind.ASKED, case, asked=asked), context)
    else:
        _stays(case, context)


def _remind(case: Case, context: Context) -> None:
    """The citizen wrote last, and that is a while ago; a day after it the talk ends."""
    assert case.taken_by is not None
    tell(CaseEvent(CaseEventKind.STILL_WAITS, case), context)
    cases.escalate(context.tx, case.number, case.level, case.heard_at + QUIET)


def go_on_without(event: CaseEvent, context: Context) -> None:
    """Takes the floor from whom has it and asks the next one; the citizen is told how it is."""
    case = event.case
    if case.taken_by is not None:
        cases.let_go(context.tx, case.number)
    asked = ring(case.number, context)
    tell(replace(event, asked=asked), context)
    if not asked:
        _stays(case, context)


def climb(number: int, unreached: int, context: Context) -> None:
    """Asks the next one where nothing reaches the one asked, or talking, any more."""
    case = cases.get(context.tx, number, lock=True)
    if case is None or not case.open or staff.addresses(context.tx, unreached):
        return
    asked = cases.asked(context.tx, number) - {unreached}
    if case.taken_by == unreached:
        go_on_without(CaseEvent(CaseEventKind.LEFT_UNANSWERED, case), context)
    elif case.taken_by is None and not any(staff.addresses(context.tx, one) for one in asked):
        go_on_without(CaseEvent(CaseEventKind.NEXT_ASKED, case), context)


def _unanswered(case: Case, context: Context) -> None:
    """An officer has opened the question and said nothing."""
    go_on_without(CaseEvent(CaseEventKind.LEFT_UNANSWERED, case), context)


def _stays(case: Case, context: Context) -> None:
    """Nobody is left to be asked: the question stays for anybody who comes back to it."""
    until = context.duty(case.commune).hours.days_later(context.now, GIVEN_UP)
    cases.escalate(context.tx, case.number, STEPS + 1, until)
    tell(CaseEvent(CaseEventKind.NOBODY_LEFT, case), context)


def _give_up(case: Case, context: Context) -> None:
    cases.end(context.tx, case.number, Ending.UNANSWERED, context.now)
    count(context, Fact(Step.CASE_UNANSWERED, case.commune))
    tell(CaseEvent(CaseEventKind.PUT_AWAY, case), context)
