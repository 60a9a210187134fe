"""A live question: kept with its consent and the last lines, and brought to officers."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from bot.domain.calendar import local
from bot.domain.cases import Case, Ending
from bot.domain.commands.cases import AskOfficer
from bot.domain.consents import LIVE, LIVE_TEXT
from bot.domain.events.cases import CaseEvent, CaseEventKind
from bot.domain.messages import Say
from bot.domain.office_rules import Level
from bot.domain.outreach.facts import Fact, Step
from bot.domain.people import Role, Staff
from bot.search.text.redact import redact
from bot.services.cases.announcements import tell
from bot.services.cases.cards import CALL_ME, END, HIDDEN, before_in_words
from bot.services.context import Context
from bot.services.facts import count
from bot.services.leads.routing import Roster
from bot.store.cases import queries as cases
from bot.store.people import consents
from bot.store.people.visitors import Visitor
from bot.talk.actions import TO_MENU
from bot.words import _

log = structlog.get_logger()

STEPS = 3
KEPT_ASKED = timedelta(hours=24)


def ask(command: AskOfficer, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Opens a live question; the first officer is asked at once, or when the office opens."""
    who = visitor.citizen.id
    if cases.asked_since(context.tx, who, context.now - timedelta(days=1)) >= context.limits.cases_a_day:
        return (_too_many(context),)
    left = cases.open_at(context.tx, visitor.address_id)
    if left is not None:
        cases.end(context.tx, left.number, Ending.QUIET, context.now)
    case = _add(command, visitor, context)
    count(context, Fact(Step.CASE, command.commune, visitor.address.channel, visitor.citizen.came_from))
    commune, hours = context.commune_name(command.commune), context.duty(command.commune).hours
    if not hours.open_at(context.now):
        said = _(
            "I keep your question {number} for the officers of {commune}. They read it from {at} on and answer here.",
            number=str(case.number),
            commune=commune,
            at=local(hours.opens(context.now)),
        )
    elif asked := ring(case.number, context):
        tell(CaseEvent(CaseEventKind.ASKED, case, asked=asked), context)
        said = _(
            "Your question {number} is with an officer of {commune}. There is usually an answer here before {by}. "
            "No longer needed? Type “kết thúc”.",
            number=str(case.number),
            commune=commune,
            by=local(hours.plus(context.now, context.limits.answer_within)),
        )
    else:
        return (_nobody(case, context),)
    hidden = (Say(HIDDEN),) if redact(command.question) != command.question else ()
    return (*hidden, Say(said, (END,)))


def _add(command: AskOfficer, visitor: Visitor, context: Context) -> Case:
    shown = context.language(visitor.citizen.language).say(LIVE_TEXT)
    digest = consents.digest(shown)
    channel = visitor.address.channel
    consents.give(context.tx, visitor.citizen.id, command.consent, (LIVE,), channel, digest, context.now)
    opens = context.duty(command.commune).hours.opens(context.now)
    number = cases.add(context.tx, visitor.citizen.id, visitor.address_id, command.commune, context.now, opens)
    for text in before_in_words(command.before, context):
        cases.say(context.tx, number, "before", text, context.now)
    cases.say(context.tx, number, "citizen", redact(command.question), context.now)
    case = cases.get(context.tx, number)
    assert case is not None
    return case


def ring(number: int, context: Context) -> tuple[Staff, ...]:
    """Asks the next level at which there is anybody to answer.

    Returns those who are asked now; none where nobody is left.
    """
    case = cases.get(context.tx, number)
    assert case is not None
    for level in range(case.level, STEPS):
        there = _at_level(case, level, context)
        asked = tuple(member for member in there if cases.ask(context.tx, number, member.id, context.now))
        if asked:
            cases.escalate(context.tx, number, level + 1, answered_by(case, context))
            return asked
    cases.escalate(context.tx, number, STEPS, answered_by(case, context))
    return ()


def _at_level(case: Case, step: int, context: Context) -> list[Staff]:
    """Lists who of those on duty is asked: an officer, then the next one, then supervisors."""
    roster, known = Roster(context), cases.asked(context.tx, case.number)
    level, readers = roster.find(case.commune, Level.COMMUNE if step < STEPS - 1 else Level.SUPERVISOR)
    there = [reader.member for reader in readers if reader.member.id not in known]
    if level is Level.COMMUNE:
        there.sort(key=lambda one: (one.role is not Role.OFFICER, len(cases.of_staff(context.tx, one.id)), one.id))
        return there[:1]
    return there


def answered_by(case: Case, context: Context) -> datetime:
    """By when the officer who is asked, or has the floor, should have said something."""
    return context.duty(case.commune).hours.plus(context.now, context.limits.answer_within)


def _nobody(case: Case, context: Context) -> Say:
    cases.end(context.tx, case.number, Ending.UNANSWERED, context.now)
    count(context, Fact(Step.CASE_UNANSWERED, case.commune))
    log.warning("case without staff", case=case.number, commune=case.commune)
    said = _(
        "I am sorry, there is no officer yet who answers here for {commune}. Leave your number to be called, "
        "or call {hotline}.",
        commune=context.commune_name(case.commune),
        hotline=context.knowledge.library.home.hotline,
    )
    return Say(said, (CALL_ME, *TO_MENU))


def _too_many(context: Context) -> Say:
    said = _(
        "You have asked officers {most} times today, so I do not add another. In a hurry? Call {hotline}.",
        most=context.limits.cases_a_day,
        hotline=context.knowledge.library.home.hotline,
    )
    return Say(said, (CALL_ME, *TO_MENU))
