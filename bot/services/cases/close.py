"""How a live question ends: by either side, silence, or forgetting; and whether it helped."""

from __future__ import annotations

from bot.domain.cases import Case, CaseState, Ending
from bot.domain.commands.cases import EndCase, RateCase
from bot.domain.events.cases import CaseEvent, CaseEventKind
from bot.domain.messages import Say, Subject
from bot.domain.outreach.facts import Fact, Step
from bot.services.cases.announcements import tell
from bot.services.cases.cards import CALL_ME, HELPED, ended, rating
from bot.services.cases.taking_back import take_copies_back
from bot.services.context import Context
from bot.services.facts import count
from bot.store.cases import queries as cases
from bot.store.messages import outbox as parcels
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk.actions import TO_MENU
from bot.words import _, paragraphs


def end(command: EndCase, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Ends it for the citizen who asked, or the officer who has the floor."""
    case = cases.get(context.tx, command.number, lock=True) if command.number else None
    if case is None or not case.open:
        return (Say(_("You are not talking with anybody but me just now."), TO_MENU),)
    if visitor.staff is not None and case.taken_by == visitor.staff.id:
        return by_officer(case, context)
    if case.citizen == visitor.citizen.id:
        return by_citizen(case, context)
    if visitor.staff is not None:
        audit.looked(
            context.tx, visitor.staff.id, Audited.CASE_CLOSE, [], context.now, refused=True, cases=[case.number]
        )
    return (Say(_("Only those who talk in it can end question {number}.", number=str(case.number))),)


def by_officer(case: Case, context: Context) -> tuple[Say, ...]:
    """The officer has said what there is to say."""
    assert case.taken_by is not None
    audit.looked(context.tx, case.taken_by, Audited.CASE_CLOSE, [], context.now, cases=[case.number])
    _close(case, Ending.STAFF, context)
    tell(CaseEvent(CaseEventKind.ENDED_BY_STAFF, case), context)
    return (ended(case, context),)


def by_citizen(case: Case, context: Context) -> tuple[Say, ...]:
    """The citizen needs no more."""
    _close(case, Ending.CITIZEN, context)
    if case.state is CaseState.WAITING or case.taken_by is None:
        tell(CaseEvent(CaseEventKind.TAKEN_BACK, case), context)
        return (Say(_("All right, I have taken question {number} back.", number=str(case.number)), TO_MENU),)
    tell(CaseEvent(CaseEventKind.ENDED_BY_CITIZEN, case), context)
    return (Say(paragraphs(_("The talk has ended. Loa answers again from here on."), HELPED), rating(case)),)


def by_silence(case: Case, context: Context) -> None:
    """Nobody has said anything for a day."""
    _close(case, Ending.QUIET, context)
    tell(CaseEvent(CaseEventKind.ENDED_BY_SILENCE, case), context)


def rate(command: RateCase, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Counts, without a name, whether it helped; a second word on it is not counted."""
    case = cases.get(context.tx, command.number)
    if case is None or case.citizen != visitor.citizen.id or case.open:
        return (Say(_("Thank you. What would you like to do next?"), TO_MENU),)
    if cases.rate(context.tx, case.number):
        count(context, Fact(Step.CASE_HELPED if command.helped else Step.CASE_NOT_HELPED, case.commune))
    if command.helped:
        return (Say(_("Thank you, that is good to hear. Write any time."), TO_MENU),)
    return (Say(_("I am sorry. If you like, somebody calls you."), (CALL_ME, *TO_MENU)),)


def forget(visitor: Visitor, context: Context) -> None:
    """Erases every line of the citizen's questions.

    What officers got is taken back where the platform lets us; where it does not, they are asked to do it.
    """
    numbers = cases.numbers_of(context.tx, visitor.citizen.id)
    erased = {case.number: case for case in cases.forget(context.tx, visitor.citizen.id, context.now)}
    for number in numbers:
        parcels.withdraw(context.tx, about=Subject.case(number))
        take_copies_back(number, context)
        if number in erased:
            tell(CaseEvent(CaseEventKind.FORGOTTEN, erased[number]), context)


def _close(case: Case, how: Ending, context: Context) -> None:
    cases.end(context.tx, case.number, how, context.now)
    count(context, Fact(Step(f"case_ended:{how}"), case.commune))
