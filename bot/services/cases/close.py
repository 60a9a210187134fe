"""How a live question ends: by either side, by silence, by forgetting; and whether it helped, as an anonymous count."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.cases import Case, CaseState, Ending
from bot.domain.commands.cases import EndCase, RateCase
from bot.domain.messages import Option, Say, Subject
from bot.flows.citizen.live_question import MENU
from bot.services.cases.cards import blank_cards, talk_to, tell_citizen, tell_staff
from bot.services.cases.create import CALL_ME
from bot.services.context import Context
from bot.services.notify import take_back
from bot.store.cases import messages as casemail
from bot.store.cases import queries as cases
from bot.store.messages import outbox as parcels
from bot.store.people.visitors import Visitor
from bot.store.statistics import tallies
from bot.words import Words, _, paragraphs

# Platforms let a bot take back what it sent for two days; an hour is left for what waits its turn.
TAKEN_BACK = timedelta(hours=47)
HELPED = _("Did this talk help you? Please answer “có” or “chưa”.")


def end(command: EndCase, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Ends it for the citizen who asked, or the officer who has the floor."""
    case = cases.get(context.tx, command.number, lock=True) if command.number else None
    if case is None or not case.open:
        return (Say(_("You are not talking with anybody but me just now."), MENU),)
    if visitor.staff is not None and case.taken_by == visitor.staff.id:
        return by_officer(case, context)
    if case.citizen == visitor.citizen.id:
        return by_citizen(case, context)
    return (Say(_("Only those who talk in it can end question {number}.", number=str(case.number))),)


def by_officer(case: Case, context: Context) -> tuple[Say, ...]:
    """The officer has said what there is to say."""
    _close(case, Ending.STAFF, context)
    ended = _("Officer {staff} has ended the talk. Loa answers again from here on.", staff=case.taken_name)
    tell_citizen(case, context, "ended", Say(paragraphs(ended, HELPED), _rating(case)))
    return (_ended_for_staff(case, context),)


def by_citizen(case: Case, context: Context) -> tuple[Say, ...]:
    """The citizen needs no more."""
    _close(case, Ending.CITIZEN, context)
    number = str(case.number)
    if case.state is CaseState.WAITING or case.taken_by is None:
        blank_cards(case, context, _("Question {number}: the citizen needs no answer any more.", number=number))
        return (Say(_("All right, I have taken question {number} back.", number=number), MENU),)
    ended = _ended_for_staff(case, context, _("Question {number}: the citizen has ended the talk.", number=number))
    tell_staff(case, context, case.taken_by, "ended", ended)
    return (Say(paragraphs(_("The talk has ended. Loa answers again from here on."), HELPED), _rating(case)),)


def by_silence(case: Case, context: Context) -> None:
    """Nobody has said anything for a day."""
    _close(case, Ending.QUIET, context)
    quiet = _(
        "Nobody has written for a day, so the talk with officer {staff} has ended and Loa answers again. "
        "Anything still unclear? Ask an officer again any time.",
        staff=case.taken_name,
    )
    tell_citizen(case, context, "quiet", Say(paragraphs(quiet, HELPED), _rating(case)))
    if case.taken_by is not None:
        number = str(case.number)
        words = _("Question {number} has ended: nobody has written for a day.", number=number)
        tell_staff(case, context, case.taken_by, "quiet", _ended_for_staff(case, context, words))


def rate(command: RateCase, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Counts, without a name, whether it helped; a second word on it is not counted."""
    case = cases.get(context.tx, command.number)
    if case is None or case.citizen != visitor.citizen.id or case.open:
        return (Say(_("Thank you. What would you like to do next?"), MENU),)
    if cases.rate(context.tx, case.number):
        tallies.count(context.tx, context.today, "case_helped" if command.helped else "case_not_helped", case.commune)
    if command.helped:
        return (Say(_("Thank you, that is good to hear. Write any time."), MENU),)
    return (Say(_("I am sorry. If you like, somebody calls you."), (CALL_ME, *MENU)),)


def forget(visitor: Visitor, context: Context) -> None:
    """Erases every line of hers; what officers got is taken back where the platform lets us, and they are told."""
    numbers = cases.numbers_of(context.tx, visitor.citizen.id)
    ended = {case.number: case for case in cases.forget(context.tx, visitor.citizen.id, context.now)}
    for number in numbers:
        parcels.withdraw(context.tx, about=Subject.case(number))
        for key, place in casemail.at_staff(context.tx, number, context.now - TAKEN_BACK):
            take_back(context, key, place, Say(_("(deleted)")))
        if number in ended:
            words = _(
                "Question {number}: the citizen has deleted it, with everything that was said. What I had passed on is "
                "taken back; please keep nothing of it.",
                number=str(number),
            )
            case = ended[number]
            told = {case.taken_by} if case.taken_by is not None else cases.asked(context.tx, number)
            for who in sorted(told):
                tell_staff(case, context, who, f"forgotten{who}", Say(words))


def _close(case: Case, how: Ending, context: Context) -> None:
    cases.end(context.tx, case.number, how, context.now)
    tallies.count(context.tx, context.today, f"case_ended:{how.value}", case.commune)


def _rating(case: Case) -> tuple[Option, ...]:
    return (
        Option(f">helped:{case.number}:yes", _("It helped")),
        Option(f">helped:{case.number}:no", _("It did not help")),
    )


def _ended_for_staff(case: Case, context: Context, words: Words | None = None) -> Say:
    said = words or _("Question {number} has ended. What you type goes to Loa again.", number=str(case.number))
    options = [Option(f">propose:{case.number}", _("Propose to the editors"))] if case.answered else []
    others = cases.of_staff(context.tx, case.taken_by) if case.taken_by is not None else []
    return Say(said, (*options, *(talk_to(other) for other in others)))
