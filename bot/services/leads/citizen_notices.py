"""What the citizen is told at each step of her request, in which words; silence stands here too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.leads import Lead, Move
from bot.domain.messages import Say
from bot.services.context import Context
from bot.services.notify import Asker, notify
from bot.words import Value, Words, _


@dataclass(frozen=True)
class News:
    """What whoever asked hears of her own request, or of one for somebody else; None: nothing.

    What came of a call is the affair of whoever was called, so who asked for her hears only whether she was reached.
    """

    own: Words | None = None
    for_other: Words | None = None


def _both(words: Words) -> News:
    return News(words, words)


LATE = "late"
SILENCE = News()
NEWS: Mapping[str, News] = {
    Move.TELL: SILENCE,
    Move.TAKE: News(
        _("Good news: {staff} of {commune} has taken your request {number} and calls you at the latest by {by}."),
        _("Good news: {staff} of {commune} has taken your request {number} and calls {name} at the latest by {by}."),
    ),
    Move.TAKE_OVER: News(
        _("{staff} of {commune} sees to your request {number} from now on and calls you at the latest by {by}."),
        _("{staff} of {commune} sees to your request {number} from now on and calls {name} at the latest by {by}."),
    ),
    Move.GIVE: News(
        _("{staff} of {commune} now has your request {number} and calls you."),
        _("{staff} of {commune} now has your request {number} and calls {name}."),
    ),
    Move.RELEASE: _both(_("Whoever was to call you about request {number} is away; I am telling her colleagues.")),
    Move.HAND_OVER: _both(_("Your request {number} now lies with {commune}, which calls you.")),
    Move.NO_ANSWER: News(
        _("{staff} called and did not reach you, and will call again on {day}."),
        _("{staff} called about request {number} and reached nobody, and will call again on {day}."),
    ),
    Move.LATER: News(_("As agreed, {staff} calls you again on {day}.")),
    Move.AGREE: SILENCE,
    Move.ANSWER: SILENCE,
    Move.DECLINE: SILENCE,
    Move.JOIN: News(_("Welcome to voluntary social insurance, and thank you. If anything is unclear, just ask me.")),
    Move.GIVE_UP: News(
        _("Staff have called on three days and could not reach you. Would you like another call? Type 0."),
        _("Staff have called about request {number} on three days and reached nobody. Another call? Type 0."),
    ),
    Move.MISDIAL: News(
        _("The number you left does not seem to be yours. To be called, please type 0 and check the number."),
        _("The number you left does not seem to be {name}'s. To have a call, please type 0 and check the number."),
    ),
    Move.WITHDRAW: SILENCE,
    Move.ASK_AGAIN: SILENCE,
    LATE: _both(
        _(
            "I am sorry: nobody has called about your request {number} yet. I have told the province's office. "
            "In a hurry? Call {hotline}."
        )
    ),
}
"""By the step: the moves, and LATE: the request has waited for a whole working day."""


def tell_citizen(lead: Lead, step: str, context: Context, **more: Value) -> None:
    """Tells whoever asked, at every address of hers that still listens. `lead` stands as it does after the step."""
    news = NEWS[step]
    said = news.for_other if lead.asked_by_other else news.own
    if said is None:
        return
    values: dict[str, Value] = {
        "number": str(lead.number),
        "name": lead.name,
        "staff": lead.taken_name,
        "commune": context.commune_name(lead.commune),
        "by": context.duty(lead.commune).hours.called_by(context.now),
        "hotline": context.knowledge.library.home.hotline,
        **more,
    }
    if lead.call_on is not None:
        values["day"] = lead.call_on
    say = Say(Words(said.msgid, tuple(values.items())))
    notify(context, Asker(lead.number), say, f"{step}:{lead.number}", about=lead.subject)
