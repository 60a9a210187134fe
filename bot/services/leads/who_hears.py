"""The one table of who is told what of a request, in which form; `announcements` goes by it.

`loa who-hears-what` prints it for the office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.events.leads import EventKind
from bot.words import Words, _


@dataclass(frozen=True)
class Hears:
    """Who is told of an event; None: nothing.

    what        what has happened, as the office says it
    asker       a message to the citizen who asked to be called
    for_other   a message to a citizen who asked for somebody else: what came of a call is not their affair, so they
                read only whether it reached anybody
    holder      a new card to the one who has the request, under this heading
    office      a new card to those whose turn it is, in groups without name and number; PLAIN: without a heading
    former      a message to the one who had it
    copies      what the cards that are out become; FOLLOW: they show how the request is now
    """

    what: Words
    asker: Words | None = None
    for_other: Words | None = None
    holder: Words | None = None
    office: Words | None = None
    former: Words | None = None
    copies: Words | None = None


PLAIN = _("a card")
FOLLOW = _("they follow")

_TAKEN = _("Good news: {staff} of {commune} has taken your request {number} and calls you at the latest by {by}.")
_TAKEN_FOR = _(
    "Good news: {staff} of {commune} has taken your request {number} and calls {name} at the latest by {by}."
)
_GIVEN = _("{staff} of {commune} now has your request {number} and calls you.")
_GIVEN_FOR = _("{staff} of {commune} now has your request {number} and calls {name}.")
_RELEASED = _("Whoever was to call you about request {number} is away; I am telling her colleagues.")
_HANDED_OVER = _("Your request {number} now lies with {commune}, which calls you.")
_LATE = _(
    "I am sorry: nobody has called about your request {number} yet. I have told the province's office. "
    "In a hurry? Call {hotline}."
)
_DISCARDED = _(
    "Your request {number} was not passed on: too many requests came from the same place on the Internet. "
    "If you do want to be called, please call {hotline}."
)
_GIVEN_BY = _("Given to you by {staff}:")
_LIES_WITH = _("Request {number} now lies with {name}.")
_SLIP = _(
    "I am sorry: my last message about your request {number} was a slip of ours, please take no notice of it. "
    "Your request is as it was before."
)
_UNDONE = _("{staff} has undone what was done with request {number} last; it is not yours any more.")

HEARS: Mapping[EventKind, Hears] = {
    EventKind.ASKED: Hears(_("Somebody asks to be called"), office=PLAIN),
    EventKind.ASKED_ANEW: Hears(
        _("Asked for the same phone within thirty days"), office=_("Asked again within thirty days:")
    ),
    EventKind.ASKED_AGAIN: Hears(
        _("Asked again, nobody has taken it"), office=_("Asked again, and still nobody has taken it:")
    ),
    EventKind.CALLER_ASKED_FOR: Hears(_("Asked again, somebody has it"), holder=_("The citizen has asked again:")),
    EventKind.REOPENED: Hears(
        _("Asked again after it was over"), office=_("Asked again within thirty days:"), copies=FOLLOW
    ),
    EventKind.CORRECTED: Hears(
        _("The citizen corrects name or phone"), holder=_("The citizen has corrected her details:"), copies=FOLLOW
    ),
    EventKind.ADDED: Hears(
        _("The citizen adds something for the call"), holder=_("For the call, the citizen adds:"), copies=FOLLOW
    ),
    EventKind.TAKEN_OFF: Hears(_("The citizen removes what they had added"), copies=FOLLOW),
    EventKind.TAKEN: Hears(_("An officer takes it"), _TAKEN, _TAKEN_FOR, copies=FOLLOW),
    EventKind.TAKEN_OVER: Hears(
        _("An officer takes it over"),
        _("{staff} of {commune} sees to your request {number} from now on and calls you at the latest by {by}."),
        _("{staff} of {commune} sees to your request {number} from now on and calls {name} at the latest by {by}."),
        former=_("{staff} has taken over request {number}."),
        copies=FOLLOW,
    ),
    EventKind.GIVEN: Hears(
        _("Given to a colleague"), _GIVEN, _GIVEN_FOR, holder=_GIVEN_BY, former=_LIES_WITH, copies=FOLLOW
    ),
    EventKind.GIVEN_FIRST: Hears(
        _("Given to a colleague before anybody had it"), _TAKEN, _TAKEN_FOR, holder=_GIVEN_BY, copies=FOLLOW
    ),
    EventKind.GIVEN_WITH_ALL: Hears(
        _("All of an officer's requests given to a colleague, who gets one list"), _GIVEN, _GIVEN_FOR, copies=FOLLOW
    ),
    EventKind.GIVEN_BACK: Hears(
        _("Given back"), _RELEASED, _RELEASED, office=_("Given back by {staff}:"), copies=FOLLOW
    ),
    EventKind.PUT_BACK: Hears(
        _("Put back by somebody in charge"),
        _RELEASED,
        _RELEASED,
        office=_("Handed over by {staff}:"),
        copies=FOLLOW,
    ),
    EventKind.HOLDER_AWAY: Hears(
        _("Who has it is away"),
        _RELEASED,
        _RELEASED,
        office=_("{staff} is away, so this request needs somebody else:"),
        copies=FOLLOW,
    ),
    EventKind.HOLDER_LEFT: Hears(
        _("Who has it has left"),
        _RELEASED,
        _RELEASED,
        office=_("{staff} has left, so this request needs somebody else:"),
        copies=FOLLOW,
    ),
    EventKind.HOLDER_UNREACHABLE: Hears(
        _("Who has it cannot be reached"),
        _RELEASED,
        _RELEASED,
        office=_("{staff} cannot be reached:"),
        copies=FOLLOW,
    ),
    EventKind.HANDED_OVER: Hears(
        _("Handed over to another commune"),
        _HANDED_OVER,
        _HANDED_OVER,
        office=_("Handed over by {staff}:"),
        copies=FOLLOW,
    ),
    EventKind.NO_ANSWER: Hears(
        _("Called, no answer"),
        _("{staff} called and did not reach you, and will call again on {day}."),
        _("{staff} called about request {number} and reached nobody, and will call again on {day}."),
        copies=FOLLOW,
    ),
    EventKind.LATER: Hears(_("Another day agreed"), _("As agreed, {staff} calls you again on {day}."), copies=FOLLOW),
    EventKind.AGREED: Hears(_("Will join"), copies=FOLLOW),
    EventKind.JOINED: Hears(
        _("Has joined"),
        _("Welcome to voluntary social insurance, and thank you. If anything is unclear, just ask me."),
        copies=FOLLOW,
    ),
    EventKind.ANSWERED: Hears(_("Reached, questions answered"), copies=FOLLOW),
    EventKind.DECLINED: Hears(_("Not interested"), copies=FOLLOW),
    EventKind.GIVEN_UP: Hears(
        _("No answer on three days"),
        _("Staff have called on three days and could not reach you. Would you like another call? Type 0."),
        _("Staff have called about request {number} on three days and reached nobody. Another call? Type 0."),
        copies=FOLLOW,
    ),
    EventKind.MISDIALLED: Hears(
        _("Wrong number"),
        _("The number you left does not seem to be yours. To be called, please type 0 and check the number."),
        _("The number you left does not seem to be {name}'s. To have a call, please type 0 and check the number."),
        copies=FOLLOW,
    ),
    EventKind.CALL_DUE: Hears(
        _("The call is due"), holder=_("This call is due. Please call, or type “trả lại {number}”:")
    ),
    EventKind.WAITS: Hears(_("Nobody takes it in time"), office=_("Nobody has taken it yet; you are all told again:")),
    EventKind.WAITS_HIGHER: Hears(
        _("Nobody in the commune takes it in time"), office=_("Nobody in {commune} has taken it yet:")
    ),
    EventKind.LET_LIE: Hears(
        _("Who has it does not call in time"),
        office=_("{staff} of {commune} has not called yet; whoever can, please take over:"),
    ),
    EventKind.LATE: Hears(_("Late by a whole working day"), _LATE, _LATE),
    EventKind.UNSHARED: Hears(_("The citizen does not want it passed on"), copies=FOLLOW),
    EventKind.COLLECTOR_LOST: Hears(
        _("The citizen does not want it passed on, and a collector has it"),
        office=_("The citizen does not want it passed on to collectors:"),
        copies=FOLLOW,
    ),
    EventKind.WITHDRAWN: Hears(
        _("The citizen withdraws it"),
        former=_("Request {number} has been withdrawn by the citizen. Please do not call."),
        copies=_("Request {number} has been withdrawn by the citizen. Please do not call."),
    ),
    EventKind.EXPIRED: Hears(
        _("Long over: its name and number are erased"),
        copies=_("Request {number} is over; its name and number are no longer kept."),
    ),
    EventKind.LET_GO: Hears(_("Somebody in charge lets it through from the tray"), office=PLAIN),
    EventKind.LET_GO_UNSEEN: Hears(_("It has waited in the tray for an hour"), office=PLAIN),
    EventKind.DISCARDED: Hears(
        _("Somebody in charge discards it from the tray"),
        _DISCARDED,
        _DISCARDED,
    ),
    EventKind.REOPENED_BY_STAFF: Hears(
        _("Staff take it up again after its end"),
        _("{staff} of {commune} has opened your request {number} again and calls you at the latest by {by}."),
        _("{staff} of {commune} has opened your request {number} again and calls {name} at the latest by {by}."),
        copies=FOLLOW,
    ),
    EventKind.UNDONE: Hears(
        _("A slip is undone within ten minutes; the citizen hears only if the message about it had gone"),
        _SLIP,
        _SLIP,
        holder=_("Undone by {staff}, so it is yours again:"),
        former=_UNDONE,
        copies=FOLLOW,
    ),
    EventKind.UNDONE_FREE: Hears(
        _("A slip is undone, and nobody has it again"),
        _SLIP,
        _SLIP,
        office=_("Undone by {staff}, so it waits again:"),
        former=_UNDONE,
        copies=FOLLOW,
    ),
}
