"""What an officer does with live questions: answer, pass on, send or propose an answer."""

from __future__ import annotations

from typing import assert_never

from bot.domain.cases import Case, CaseState
from bot.domain.commands.cases import CaseAction, Leave, OpenCase, PassCase, Propose, SendReady, ShowReady
from bot.domain.events.cases import CaseEvent, CaseEventKind
from bot.domain.messages import Say
from bot.domain.outreach.facts import Fact, Step
from bot.domain.people import Staff
from bot.domain.rights import may_read
from bot.search.text.redact import redact
from bot.services.cases.announcements import tell, tell_citizen
from bot.services.cases.cards import END, scene_of, shown_again, talk_to
from bot.services.cases.create import answered_by
from bot.services.cases.escalation import QUIET, go_on_without
from bot.services.context import Context
from bot.services.facts import count
from bot.store.cases import proposals
from bot.store.cases import queries as cases
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk import actions
from bot.talk.actions import TO_WORK
from bot.talk.library_answers import answer, title
from bot.words import FIRST, _, paragraphs, verbatim

SUGGESTED = 3


def act(command: CaseAction, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Carries out what an officer did; anybody else is told that it is for staff."""
    member = visitor.staff
    if member is None or not member.active:
        return (Say(_("This is for staff only.")),)
    if isinstance(command, Leave):
        return (_left(member, context),)
    case = cases.get(context.tx, command.number, lock=True)
    if case is None or not may_read(member, case):
        _on_record(Audited.CASE_OPEN, command.number, member, context, refused=True)
        return (Say(_("There is no such question among yours."), TO_WORK),)
    if isinstance(command, Propose):
        return (_propose(case, member, context),)
    if not case.open:
        return (Say(_("Question {number} has ended.", number=str(case.number)), TO_WORK),)
    if case.taken_by not in (None, member.id):
        _on_record(Audited.CASE_OPEN, case.number, member, context, refused=True)
        return (_taken(case),)
    match command:
        case OpenCase():
            return (_open(case, member, context),)
        case PassCase():
            return (_pass(case, member, context),)
        case ShowReady():
            return (_ready(case, command.text, member, context),)
        case SendReady():
            return _send(case, command.answer, member, context)
        case _:
            assert_never(command)


def _open(case: Case, member: Staff, context: Context) -> Say:
    """Opens the talk: what they type now goes there, and a question that waits becomes theirs."""
    if case.state is CaseState.WAITING:
        _take(case, member, context)
    _on_record(Audited.CASE_OPEN, case.number, member, context)
    words = paragraphs(
        _(
            "You are talking to {number} ({commune}). What you type goes to the citizen at once.",
            number=str(case.number),
            commune=context.commune_name(case.commune),
        ),
        shown_again(case, context),
        _("“kết thúc” ends the talk; “? mức thấp nhất” looks for a ready answer."),
    )
    number = case.number
    options = (actions.READY.option(number), actions.CASE_LEAVE.option(), END)
    return Say(words, options, about=case.subject)


def _take(case: Case, member: Staff, context: Context) -> None:
    _on_record(Audited.CASE_TAKE, case.number, member, context)
    cases.take(context.tx, case.number, member.id, context.now, answered_by(case, context))
    tell(CaseEvent(CaseEventKind.TAKEN, case, member.name, actor=member.id), context)


def _taken(case: Case) -> Say:
    return Say(_("{staff} is answering question {number}.", staff=case.taken_name, number=str(case.number)), TO_WORK)


def _left(member: Staff, context: Context) -> Say:
    own = cases.of_staff(context.tx, member.id)
    return Say(_("What you type goes to Loa now. Your talks stay yours."), tuple(talk_to(case) for case in own))


def _pass(case: Case, member: Staff, context: Context) -> Say:
    number = str(case.number)
    _on_record(Audited.CASE_HANDED, case.number, member, context)
    cases.ask(context.tx, case.number, member.id, context.now)
    kind = CaseEventKind.PASSED_ON if case.taken_by is not None else CaseEventKind.DECLINED
    go_on_without(CaseEvent(kind, case, member.name), context)
    return Say(_("Question {number} goes to somebody else.", number=number), TO_WORK)


def _ready(case: Case, text: str, member: Staff, context: Context) -> Say:
    """Offers answers of the library to what was asked last, or to what the officer typed."""
    asked = [line.text for line in cases.lines(context.tx, case.number) if line.side == "citizen"]
    hits = context.knowledge.finder.ask(text or (asked[-1] if asked else "")).hits[:SUGGESTED]
    scene = scene_of(context, member.language)
    number = case.number
    options = [actions.SEND.option(f"{number}:{hit.id}", verbatim(title(hit.id, scene))) for hit in hits]
    search = actions.READY_FIND.option(number)
    words = _("Which answer shall go to {number}? One tap sends it.", number=str(number))
    if not options:
        words = _("I found no ready answer to that.")
    return Say(words, (*options, search))


def _send(case: Case, answer_id: str, member: Staff, context: Context) -> tuple[Say, ...]:
    """Sends it in the citizen's language; a question that waits becomes the officer's with it."""
    if answer_id not in context.knowledge.library.answers:
        return (Say(_("I found no ready answer to that.")),)
    if case.state is CaseState.WAITING:
        _take(case, member, context)
    hers, mine = scene_of(context, case.language), scene_of(context, member.language)
    words = paragraphs(_("Officer {staff} sends an answer:", staff=member.name), answer(answer_id, hers).words)
    tell_citizen(case, context, "ready", Say(words))
    sent = context.language(FIRST).say(answer(answer_id, scene_of(context, FIRST)).words)
    spoke(case, member.id, sent, context)
    told = _("Sent to {number}: {title}", number=str(case.number), title=title(answer_id, mine))
    return (Say(told, (actions.READY.option(case.number), END)),)


def spoke(case: Case, who: int, text: str, context: Context) -> None:
    """The officer has said this."""
    audit.looked(context.tx, who, Audited.CASE_ANSWER, [], context.now, cases=[case.number])
    cases.say(context.tx, case.number, "staff", text, context.now)
    cases.heard(context.tx, case.number, context.now, context.now + QUIET, answered=True)
    if not case.answered:
        count(context, Fact(Step.CASE_ANSWERED, case.commune))


def _propose(case: Case, member: Staff, context: Context) -> Say:
    """Keeps question and answer for the editors, without the numbers of anybody."""
    said = cases.lines(context.tx, case.number)
    asked = "\n".join(redact(line.text) for line in said if line.side == "citizen")
    answered = "\n".join(redact(line.text) for line in said if line.side == "staff")
    if case.taken_by != member.id or not asked or not answered:
        return Say(_("Nothing of question {number} is left to be proposed.", number=str(case.number)), TO_WORK)
    _on_record(Audited.CASE_PROPOSED, case.number, member, context)
    proposals.propose(context.tx, case.number, asked, answered, context.now)
    return Say(_("Thank you. The editors see it, without name, account or number."), TO_WORK)


def _on_record(what: Audited, case: int, member: Staff, context: Context, *, refused: bool = False) -> None:
    audit.looked(context.tx, member.id, what, [], context.now, refused=refused, cases=[case])
