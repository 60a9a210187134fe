"""What the citizen is told at each step of her request, in which words; silence stands here too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.leads import Lead, Move
from bot.domain.messages import Say
from bot.services.desk import Desk
from bot.store import leads
from bot.words import Value, Words, _


@dataclass(frozen=True)
class News:
    """What whoever asked first hears, and those who asked for the same phone later (nothing of her request)."""

    first: Words | None = None
    joined: Words | None = None


LATE = "late"
SILENCE = News()
NEWS: Mapping[str, News] = {
    Move.TELL: SILENCE,
    Move.TAKE: News(
        _("Good news: {staff} of {commune} has taken your request {number} and calls you at the latest by {by}."),
        _("Good news: your request {number} has been taken; you are called at the latest by {by}."),
    ),
    Move.TAKE_OVER: News(
        _("{staff} of {commune} sees to your request {number} from now on and calls you at the latest by {by}.")
    ),
    Move.GIVE: News(_("{staff} of {commune} now has your request {number} and calls you.")),
    Move.RELEASE: News(_("Whoever was to call you about request {number} is away; I am telling her colleagues.")),
    Move.HAND_OVER: News(_("Your request {number} now lies with {commune}, which calls you.")),
    Move.NO_ANSWER: News(_("{staff} called and did not reach you, and will call again on {day}.")),
    Move.LATER: News(_("As agreed, {staff} calls you again on {day}.")),
    Move.AGREE: SILENCE,
    Move.ANSWER: SILENCE,
    Move.DECLINE: SILENCE,
    Move.JOIN: News(_("Welcome to voluntary social insurance, and thank you. If anything is unclear, just ask me.")),
    Move.GIVE_UP: News(
        _("Staff have called on three days and could not reach you. Would you like another call? Type 0.")
    ),
    Move.MISDIAL: News(
        _("The number you left does not seem to be yours. To be called, please type 0 and check the number.")
    ),
    Move.WITHDRAW: SILENCE,
    Move.ASK_AGAIN: SILENCE,
    LATE: News(
        _(
            "I am sorry: nobody has called about your request {number} yet. I have told the province's office. "
            "In a hurry? Call {hotline}."
        ),
        _("I am sorry: nobody has called about your request {number} yet. In a hurry? Call {hotline}."),
    ),
}
"""By the step: the moves, and LATE: the request has waited for a whole working day."""


def tell_citizen(lead: Lead, step: str, desk: Desk, **more: Value) -> None:
    """Tells those who asked, at every address of theirs that still listens. `lead` stands as it does after the step."""
    news = NEWS[step]
    if news is SILENCE:
        return
    values: dict[str, Value] = {
        "number": str(lead.number),
        "staff": lead.taken_name,
        "commune": desk.commune_name(lead.commune),
        "by": desk.duty(lead.commune).hours.called_by(desk.now),
        "hotline": desk.knowledge.library.home.hotline,
        **more,
    }
    if lead.call_on is not None:
        values["day"] = lead.call_on
    for address, language, first in leads.askers(desk.tx, lead.number):
        said = news.first if first else news.joined
        if said is not None:
            key = f"{desk.turn}:{step}:{lead.number}:{address.channel}:{address.chat}"
            words = Words(said.msgid, tuple(values.items()))
            desk.post(key, address, language, Say(words), about=lead.number)
