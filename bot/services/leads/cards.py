"""How a request looks to staff: one card, with what its reader may do in its state."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.calendar import VIET_NAM
from bot.domain.leads import Lead, LeadState, LeadStep, Move
from bot.domain.messages import Option, Say
from bot.domain.people import Staff
from bot.domain.rights import may_read
from bot.services.context import Context
from bot.services.leads.calls.known import WHEN, came_by, speaks, with_it
from bot.store.leads import history
from bot.store.leads import queries as leads
from bot.talk import actions
from bot.words import Words, _, in_language, lines, verbatim

STATES = {
    LeadState.IN_TRAY: _("in the tray"),
    LeadState.NEW: _("new, nobody has taken it"),
    LeadState.TAKEN: _("taken"),
    LeadState.CALL_AGAIN: _("to be called again"),
    LeadState.WILL_JOIN: _("will join"),
    LeadState.JOINED: _("has joined"),
    LeadState.NOT_INTERESTED: _("not interested"),
    LeadState.UNREACHABLE: _("cannot be reached"),
    LeadState.WRONG_NUMBER: _("wrong number"),
    LeadState.WITHDRAWN: _("withdrawn by the citizen"),
    LeadState.ANSWERED: _("reached, questions answered"),
    LeadState.DISCARDED: _("discarded from the tray"),
}
STEPS = {
    "asked": _("asked"),
    "written": _("written for them, the consent text read aloud"),
    "note": _("note"),
    "corrected": _("corrected by the citizen"),
    "unshared": _("the citizen does not want it passed on"),
    "told_all": _("not taken or called in time, all were told"),
    "told_supervisor": _("told to the supervisor"),
    "told_province": _("told to the province's desk"),
    Move.TELL.value: _("told to staff"),
    Move.TAKE.value: _("taken"),
    Move.TAKE_OVER.value: _("taken over"),
    Move.GIVE.value: _("given to a colleague"),
    Move.RELEASE.value: _("given back"),
    Move.HAND_OVER.value: _("handed over"),
    Move.NO_ANSWER.value: _("called, no answer"),
    Move.ASK_AGAIN.value: _("asked again"),
    Move.LET_GO.value: _("let through from the tray"),
    Move.REOPEN.value: _("opened again"),
    "undone": _("undid the last step"),
    **{state.value: words for state, words in STATES.items() if state is not LeadState.TAKEN},
}
SHOWN = 10


def card(
    lead: Lead,
    commune: str,
    heading: Words | None = None,
    steps: Sequence[LeadStep] = (),
    topic: Words | None = None,
    same: Sequence[int] = (),
    more: Sequence[Words] = (),
) -> Say:
    """Everything that the officer needs to call; `same`: other open requests for that phone.

    Where nothing that was sent can be taken back, the phone comes only to the one who has taken the request.
    """
    above = (
        heading,
        _("Request {number}: {state}", number=str(lead.number), state=STATES[lead.state]),
        _("Name: {name}", name=lead.name) if lead.name else None,
    )
    phone = _("Phone: {phone}", phone=lead.phone.spoken) if lead.phone else None
    below = (
        _("The same phone as request {numbers}: one call is enough.", numbers=enumerated(same))
        if same and lead.open
        else None,
        _("One of very many requests from one place on the Internet; please check.") if lead.unchecked else None,
        _("Somebody else asked for this person; say who you are first.") if lead.asked_by_other else None,
        _("Commune: {commune}", commune=commune),
        _("Has read about: {topic}", topic=topic) if topic is not None else None,
        _("Likes to be called: {when}", when=WHEN[lead.prefer]) if lead.prefer and lead.open else None,
        _("Asked at {at}", at=lead.asked_at.astimezone(VIET_NAM)),
        _("{staff} has it.", staff=lead.taken_name) if lead.taken_by is not None and lead.open else None,
        _("Call again on {day}.", day=lead.call_on) if lead.call_on and lead.open else None,
        *more,
        *(_step(step) for step in steps),
    )
    called = lead.phone if lead.open and not lead.waits else None
    call = (Option(f"tel:{called}", _("Call {phone}", phone=called.spoken)),) if called else ()
    hidden = _("The phone number comes when you have taken the request.") if phone is not None else None
    lasting = lines(*above, hidden, *below) if lead.waits else None
    return Say(lines(*above, phone, *below), (*buttons(lead), *call), about=lead.subject, lasting=lasting)


def anonymous_card(lead: Lead, commune: str) -> Say:
    """For a group chat, where outsiders may read: neither name nor number.

    What takes a dialogue, such as handing it on, is done in the private chat.
    """
    words = lines(
        _("Request {number}: {state}", number=str(lead.number), state=STATES[lead.state]),
        _("Commune: {commune}", commune=commune),
        _("Whoever taps first has it; name and number come in a private message."),
    )
    return Say(words, (take(lead),) if lead.waits else (), about=lead.subject)


def anonymous_list(found: Sequence[Lead], context: Context) -> Say:
    """A list for a group chat, without names and phones; a button to take each of the first."""
    shown, more = found[:SHOWN], len(found) - SHOWN
    names = {lead.number: context.commune_name(lead.commune) for lead in shown}
    words = lines(
        _("{count} new requests wait:", count=len(found)),
        *(_("• {number}, {commune}", number=str(number), commune=name) for number, name in names.items()),
        _("… and {more} more.", more=more) if more > 0 else None,
        _("Whoever taps first has it; name and number come in a private message."),
    )
    return Say(words, tuple(actions.TAKE.option(number, _("I take {number}", number=str(number))) for number in names))


def short_card(lead: Lead, *, late: bool = False) -> Say:
    """What becomes of the cards of those who do not have it; `late`: they may take it over."""
    number = str(lead.number)
    if not lead.open or lead.taken_by is None:
        return Say(_("Request {number}: {state}", number=number, state=STATES[lead.state]), about=lead.subject)
    over = (actions.TAKEOVER.option(number),) if late else ()
    return Say(_("Request {number}: {staff} has it.", number=number, staff=lead.taken_name), over, about=lead.subject)


def view(lead: Lead, member: Staff, context: Context, heading: Words | None = None) -> Say:
    """The request as they may see it now; while they are away, without name and number."""
    hers = lead.taken_by == member.id
    if not may_read(member, lead):
        return Say(lies_with(lead, context))
    name = context.commune_name(lead.commune)
    if not hers and not lead.waits:
        short = short_card(lead, late=context.duty(lead.commune).late(lead, context.now))
        return short if heading is None else Say(lines(heading, short.words), short.options, about=lead.subject)
    if not hers and member.away(context.today):
        where = _("Commune: {commune}", commune=name)
        return Say(lines(heading, short_card(lead).words, where), (take(lead),), about=lead.subject)
    more = speaks(lead, context) + (with_it(lead, member, context) if hers else [])
    same, read = same_phone(lead, member, context), topic(lead, member, context)
    return card(lead, name, heading, topic=read, same=same, more=more)


def whole_card(lead: Lead, member: Staff, context: Context, heading: Words | None = None) -> Say:
    """The request with its history, for that member of staff."""
    steps = history.steps(context.tx, lead.number)
    same = same_phone(lead, member, context)
    more = speaks(lead, context) + came_by(lead, context) + with_it(lead, member, context)
    return card(lead, context.commune_name(lead.commune), heading, steps, topic(lead, member, context), same, more)


def list_of(found: Sequence[Lead], context: Context, heading: Words) -> Say:
    """A list with a button for each, at most SHOWN of them."""
    shown, more = found[:SHOWN], len(found) - SHOWN
    words = lines(
        heading,
        *(line(lead, context.commune_name(lead.commune)) for lead in shown),
        _("… and {more} more.", more=more) if more > 0 else None,
    )
    return Say(words, listed(shown), names=numbers_of(shown))


def waiting_for(member: Staff, context: Context) -> list[Lead]:
    """The requests that nobody has, as far as the member may see them."""
    return [lead for lead in leads.waiting(context.tx, member.communes) if member.sees(lead)]


def same_phone(lead: Lead, member: Staff, context: Context) -> list[int]:
    """The other open requests for its phone, as far as the member may see them."""
    return [other.number for other in leads.same_phone(context.tx, lead) if member.sees(other)]


def lies_with(lead: Lead, context: Context) -> Words:
    """Where the request has gone."""
    name = context.commune_name(lead.commune)
    return _("Request {number} now lies with {commune}.", number=str(lead.number), commune=name)


def topic(lead: Lead, member: Staff, context: Context) -> Words | None:
    """The title of what the citizen had read about."""
    found = context.knowledge.library.topics.get(lead.topic)
    return verbatim(in_language(member.language, found.title)) if found else None


def line(lead: Lead, commune: str) -> Words:
    """One line of a list."""
    return _(
        "{number}. {name}, {commune}: {state}", number=str(lead.number), name=lead.name, commune=commune,
        state=STATES[lead.state],
    )  # fmt: skip


def listed(leads: Sequence[Lead]) -> tuple[Option, ...]:
    """A button for each request of a list."""
    return tuple(actions.LEAD.option(lead.number) for lead in leads)


def numbers_of(leads: Sequence[Lead]) -> tuple[int, ...]:
    """The numbers of the requests that a list names."""
    return tuple(lead.number for lead in leads)


def enumerated(numbers: Sequence[int]) -> str:
    """ "3, 17": numbers of requests as they are read."""
    return ", ".join(map(str, numbers))


def outcome(lead: Lead) -> Option:
    return actions.OUTCOME.option(lead.number)


def outcome_of(lead: Lead) -> Option:
    """The same, among several."""
    return actions.OUTCOME.option(lead.number, _("Outcome of {number}", number=str(lead.number)))


def take(lead: Lead) -> Option:
    return actions.TAKE.option(lead.number)


def buttons(lead: Lead) -> tuple[Option, ...]:
    """What may be done with a request in its state."""
    if not lead.open:
        return (actions.REOPEN.option(lead.number), actions.NOTE.option(lead.number)) if lead.may_go_on else ()
    hand = actions.HAND.option(lead.number)
    if lead.waits:
        return (take(lead), hand)
    return (outcome(lead), actions.AGAIN.option(lead.number), hand, actions.NOTE.option(lead.number))


def step_in_words(step: LeadStep) -> Words:
    """What a step of the history was."""
    what = STEPS.get(step.what, verbatim(step.what))
    return _("{step} (undone)", step=what) if step.undone else what


def _step(step: LeadStep) -> Words:
    what, at = step_in_words(step), step.at.astimezone(VIET_NAM)
    if not step.staff:
        return _("– {at}: {what}", at=at, what=what)
    if step.note:
        return _("– {at}, {staff}: {what} ({note})", at=at, staff=step.staff, what=what, note=step.note)
    return _("– {at}, {staff}: {what}", at=at, staff=step.staff, what=what)
