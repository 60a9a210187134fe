"""What happens to live questions by itself: the office opens, nobody answers in time, nobody writes for a day."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.domain.cases import Case, CaseState, Ending
from bot.domain.messages import Say
from bot.flows.citizen.live_question import MENU
from bot.services.cases.cards import END, blank_cards, end_of, restore_cards, talk_to, tell_citizen, tell_staff
from bot.services.cases.close import by_silence
from bot.services.cases.create import CALL_ME, STEPS, ring
from bot.services.context import Context
from bot.store.cases import queries as cases
from bot.store.statistics import tallies
from bot.words import Words, _

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
        if not ring(case.number, context):
            _stays(case, context)
    else:
        go_on_without(case, context, _("Nobody has answered yet, so this question comes to you:"))


def _remind(case: Case, context: Context) -> None:
    """The citizen wrote last, and that is a while ago; a day after it the talk ends."""
    assert case.taken_by is not None
    words = _(
        "Question {number}: the citizen still waits. If all is said, please end the talk.", number=str(case.number)
    )
    tell_staff(case, context, case.taken_by, "waits", Say(words, (talk_to(case), end_of(case))))
    cases.escalate(context.tx, case.number, case.level, case.heard_at + QUIET)


def go_on_without(case: Case, context: Context, heading: Words) -> None:
    """Takes the floor from whoever has it and asks the next one; the citizen is told how it is."""
    if case.taken_by is not None:
        cases.let_go(context.tx, case.number)
        restore_cards(case, context, but=case.taken_by)
    if not ring(case.number, context, heading):
        _stays(case, context)
    elif case.taken_by is not None:
        words = _(
            "Officer {staff} cannot go on just now, so I have asked another one. Loa answers again until then.",
            staff=case.taken_name,
        )
        tell_citizen(case, context, "passed", Say(words, (END,)))
    else:
        words = _(
            "Nobody has answered question {number} yet. I have just asked somebody else as well.",
            number=str(case.number),
        )
        tell_citizen(case, context, f"next{case.level}", Say(words, (END,)))


def _unanswered(case: Case, context: Context) -> None:
    """An officer has opened the question and said nothing."""
    assert case.taken_by is not None
    words = _(
        "Question {number} goes to somebody else, for the citizen still waits for a word.", number=str(case.number)
    )
    tell_staff(case, context, case.taken_by, "late", Say(words))
    go_on_without(case, context, _("Nobody has answered yet, so this question comes to you:"))


def _stays(case: Case, context: Context) -> None:
    """Nobody is left to be asked: the question stays for whoever comes back to it."""
    cases.escalate(
        context.tx, case.number, STEPS + 1, context.duty(case.commune).hours.days_later(context.now, GIVEN_UP)
    )
    words = _(
        "I am sorry, nobody could answer question {number} yet. Everybody who can has been asked, and I keep it. "
        "In a hurry? Leave your number to be called, or call {hotline}.",
        number=str(case.number),
        hotline=context.knowledge.library.home.hotline,
    )
    tell_citizen(case, context, "stays", Say(words, (CALL_ME, END)))


def _give_up(case: Case, context: Context) -> None:
    cases.end(context.tx, case.number, Ending.UNANSWERED, context.now)
    tallies.count(context.tx, context.today, "case_unanswered", case.commune)
    number = str(case.number)
    blank_cards(case, context, _("Question {number} has ended without an answer.", number=number))
    words = _(
        "I am sorry: nobody has answered question {number} for three working days, so I put it away. "
        "Leave your number to be called, or call {hotline}.",
        number=number,
        hotline=context.knowledge.library.home.hotline,
    )
    tell_citizen(case, context, "unanswered", Say(words, (CALL_ME, *MENU)))
