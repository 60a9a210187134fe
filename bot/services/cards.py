"""How a request looks to staff: one card, with what may be tapped in its state."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.calendar import VIET_NAM
from bot.domain.leads import Lead, LeadState, LeadStep
from bot.domain.messages import Option, Say
from bot.words import Words, _, lines, verbatim

STATES = {
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
}
STEPS = {
    "asked": _("asked"),
    "asked_again": _("asked again"),
    "taken": _("taken"),
    "note": _("note"),
    "handed_over": _("handed over"),
    "given": _("given to a colleague"),
    "corrected": _("corrected by the citizen"),
    "withdrawn": _("withdrawn by the citizen"),
    **{state.value: words for state, words in STATES.items() if state is not LeadState.TAKEN},
}


def card(lead: Lead, commune: str, heading: Words | None = None, steps: Sequence[LeadStep] = ()) -> Say:
    """Everything that the officer needs to call, for her eyes only."""
    words = lines(
        heading,
        _("Request {number}: {state}", number=str(lead.number), state=STATES[lead.state]),
        _("Name: {name}", name=lead.name) if lead.name else None,
        _("Phone: {phone}", phone=lead.phone.spoken) if lead.phone else None,
        _("Somebody else asked for this person; say who you are first.") if lead.asked_by_other else None,
        _("Commune: {commune}", commune=commune),
        _("Asked at {at}", at=lead.asked_at.astimezone(VIET_NAM)),
        _("{staff} has it.", staff=lead.taken_name) if lead.taken_by is not None and lead.open else None,
        _("Call again on {day}.", day=lead.call_on) if lead.call_on and lead.open else None,
        *(_step(step) for step in steps),
    )
    return Say(words, buttons(lead))


def anonymous_card(lead: Lead, commune: str) -> Say:
    """For a group chat, where outsiders may read: neither name nor number."""
    words = lines(
        _("Request {number}: {state}", number=str(lead.number), state=STATES[lead.state]),
        _("Commune: {commune}", commune=commune),
        _("Whoever taps first has it; name and number come in a private message."),
    )
    return Say(words, tuple(option for option in buttons(lead) if option.token.startswith(">take:")))


def taken_card(lead: Lead) -> Say:
    """What becomes of the others' cards when somebody has taken the request."""
    return Say(_("Request {number}: {staff} has it.", number=str(lead.number), staff=lead.taken_name))


def line(lead: Lead, commune: str) -> Words:
    """One line of a list."""
    return _(
        "{number}. {name}, {commune}: {state}", number=str(lead.number), name=lead.name, commune=commune,
        state=STATES[lead.state],
    )  # fmt: skip


def buttons(lead: Lead) -> tuple[Option, ...]:
    """What may be done with a request in its state."""
    if not lead.open:
        return ()
    if lead.state is LeadState.NEW:
        return (Option(f">take:{lead.number}", _("I take it")), Option(f">hand:{lead.number}", _("Not ours")))
    return (
        Option(f">outcome:{lead.number}", _("Outcome")),
        Option(f">note:{lead.number}", _("Note")),
        Option(f">hand:{lead.number}", _("Not ours")),
    )


def _step(step: LeadStep) -> Words:
    what = STEPS.get(step.what, verbatim(step.what))
    at = step.at.astimezone(VIET_NAM)
    if not step.staff:
        return _("– {at}: {what}", at=at, what=what)
    if step.note:
        return _("– {at}, {staff}: {what} ({note})", at=at, staff=step.staff, what=what, note=step.note)
    return _("– {at}, {staff}: {what}", at=at, staff=step.staff, what=what)
