"""The ledger of facts: what is counted, when, for which commune, and what it leaves out.

A fact is a row of numbers about a day and a commune, never about a person. This is the one definition of each; a new
one is a name in Step (`steps.py`) and a line in FACTS.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.outreach.steps import OUTCOMES, Definition, Happened, Step
from bot.words import Words, _, verbatim

__all__ = [
    "BOUNDS", "BY_ANSWER", "BY_SOURCE", "FACTS", "FEW", "LONGER", "OUTCOMES",
    "SOURCE_LASTS", "Definition", "Fact", "Happened", "Step", "bound", "cell",
]  # fmt: skip

SOURCE_LASTS = timedelta(days=30)
"""For so long what somebody does belongs to the code by which they came last."""
FEW = 3
"""A count below this could tell who somebody is; see `cell`."""
BOUNDS = (5, 15, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320, 7200, 10080, 20160, 43200)
"""Of waits, in minutes; kept in the ledger for ever: one more may come, none may go."""
LONGER = "longer"


@dataclass(frozen=True)
class Fact:
    """Something that happened; raises ValueError for what its definition does not tell apart.

    unit    code of a commune, or "" where none is known
    source  the code of a poster, a leaflet … by which they came, or ""
    topic   of the answer, with the answer's id; of a calculation its name; of a wait its bound
    """

    step: Step
    unit: str = ""
    channel: str = ""
    source: str = ""
    topic: str = ""
    answer: str = ""

    def __post_init__(self) -> None:
        told = {name for name in ("channel", "source", "topic", "answer") if getattr(self, name)}
        if more := told - FACTS[self.step].by:
            raise ValueError(f"{self.step} is not told apart by {', '.join(sorted(more))}")


BY_SOURCE = frozenset({"channel", "source"})
BY_ANSWER = frozenset({"channel", "topic", "answer"})
_TALK = _("the commune that they named; else the one of their code")
_REQUEST = _("the commune of the request on that day")
_QUESTION = _("the commune of the question to officers")
_STAFF = _("What staff write.")
_MEETING = _("the commune of the meeting")
_SLIPS = _("Slips that staff undo within ten minutes; nothing else, for it stays when the request is erased.")
_NO_COMMUNE = _("none: it is not kept for which commune")
_PAYER = _("the commune whose collector may call them; else none")
_ONLY_REMINDED = _("Everybody who has not asked to be reminded.")
_WAITS = _("Slips that staff undo; nights and days off are counted in.")
_AGAIN = _("A try that was refused because somebody asks too often.")


def _of_request(title: Words, when: Words) -> Definition:
    return Definition(title, when, _REQUEST, BY_SOURCE, _SLIPS)


def _waited(title: Words, when: Words) -> Definition:
    return Definition(title, when, _REQUEST, frozenset({"topic"}), _WAITS)


def _of_case(title: Words, when: Words) -> Definition:
    return Definition(title, when, _QUESTION, frozenset())


def _at_meeting(title: Words, when: Words) -> Definition:
    return Definition(title, when, _MEETING, frozenset(), _("Meetings without results; what is not counted is no 0."))


def _rated(title: Words) -> Definition:
    return Definition(title, _("A guest taps it after the meeting; the last tap counts."), _MEETING, frozenset())


def _joined(title: Words, when: Words) -> Definition:
    return Definition(title, when, _MEETING, frozenset(), _("Those who join without a request to be called; slips."))


def _of_payment(title: Words, when: Words) -> Definition:
    return Definition(title, when, _PAYER, frozenset({"channel", "topic"}), _ONLY_REMINDED)


def _of_campaign(title: Words, when: Words) -> Definition:
    return Definition(title, when, _("the commune whose news they want, as far as it is known"), BY_SOURCE)


FACTS: Mapping[Step, Definition] = {
    Step.ARRIVAL: Definition(
        _("Arrivals"),
        _("Somebody comes by a code, each time; or writes for the first time, without a code."),
        _("the commune of the code"), BY_SOURCE, _("Staff, and who accepts an invitation to join them."),
    ),
    Step.TAP: Definition(
        _("Taps on a channel"), _("On the page of a code somebody taps Zalo, Telegram or the web chat."),
        _("the commune of the code"), BY_SOURCE, _("Programs that only look at the page, such as those of previews."),
    ),
    Step.ASKED: Definition(
        _("Questions"), _("Somebody asks Loa something in their own words."), _TALK, BY_SOURCE,
        _("Greetings, thanks, grief and distress; what answers Loa's own question; what staff write."),
    ),
    Step.ANSWERED: Definition(
        _("Questions answered"), _("A question gets an answer, or a calculation, at once."), _TALK, BY_SOURCE, _STAFF
    ),
    Step.UNANSWERED: Definition(
        _("Questions without an answer"),
        _("A question gets none: nothing fits, several might, or it is not about voluntary insurance."),
        _TALK, BY_SOURCE, _STAFF,
    ),
    Step.SHOWN: Definition(
        _("Answers shown"), _("An answer is shown, to a question or to a tap."), _TALK, BY_ANSWER, _STAFF
    ),
    Step.SUM: Definition(
        _("Calculations"), _("A calculation comes to its end, also one done again with another number."), _TALK,
        BY_SOURCE, _("Calculations that are left half-way; what staff work out."),
    ),
    Step.RECKONED: Definition(
        _("Calculations by kind"), _("The same as calculations, told apart by what is worked out."), _TALK,
        frozenset({"channel", "topic"}), _("Calculations that are left half-way; what staff work out."),
    ),
    Step.USEFUL: Definition(_("Answers called useful"), _("Somebody taps that it was of use."), _TALK, BY_ANSWER),
    Step.WRONG: Definition(_("Answers called wrong"), _("Somebody taps that it was not right."), _TALK, BY_ANSWER),
    Step.REQUEST: Definition(
        _("Requests"), _("Somebody asks to be called, also when they ask again."), _REQUEST, BY_SOURCE, _AGAIN
    ),
    Step.TOLD: _of_request(_("Told to staff"), _("Staff are told of a request, once for each time it is asked.")),
    Step.TAKEN: _of_request(_("Taken"), _("A member of staff takes a request, takes it over, or is given it.")),
    Step.CALLED: _of_request(_("Calls"), _("A member of staff says what came of a call, each time.")),
    Step.WILL_JOIN: _of_request(_("Will join"), _("A call ends with the promise to join.")),
    Step.JOINED: _of_request(_("Joined"), _("A member of staff says that they have joined.")),
    Step.REACHED: _of_request(_("Reached, answered"), _("A call ends with the questions answered.")),
    Step.CALL_AGAIN: _of_request(_("To be called again"), _("Nobody answered, or another day was agreed.")),
    Step.NOT_INTERESTED: _of_request(_("Not interested"), _("A call ends with a no.")),
    Step.UNREACHABLE: _of_request(_("Not reached"), _("The third day of calls in vain.")),
    Step.WRONG_NUMBER: _of_request(_("Wrong numbers"), _("The number is somebody else's.")),
    Step.FIRST_CALL: _of_request(_("First calls"), _("A request is called for the first time since it was asked.")),
    Step.CALLED_IN_TIME: _of_request(
        _("First calls in time"), _("The same by the hour that the citizen was promised when they asked.")
    ),
    Step.TOLD_WAIT: _waited(_("Waits until told"), _("How long it is from asking until staff are told.")),
    Step.TAKEN_WAIT: _waited(
        _("Waits until taken"), _("How long it is from asking until somebody takes it, each time that nobody had it.")
    ),
    Step.CALLED_WAIT: _waited(_("Waits until called"), _("How long it is from asking until the first call.")),
    Step.WITHDRAWN: _of_request(_("Withdrawn"), _("The citizen takes an open request back, or has it erased.")),
    Step.DISCARDED: _of_request(_("Discarded"), _("A request from the tray is discarded as not meant.")),
    Step.CASE: Definition(
        _("Questions to officers"), _("Somebody asks an officer in writing."), _QUESTION, BY_SOURCE, _AGAIN
    ),
    Step.CASE_ANSWERED: _of_case(_("Answered by officers"), _("An officer answers for the first time.")),
    Step.CASE_UNANSWERED: _of_case(_("Not answered by officers"), _("Nobody is there to answer, or nobody did.")),
    Step.CASE_HELPED: _of_case(_("It helped"), _("The citizen says so after the talk, once.")),
    Step.CASE_NOT_HELPED: _of_case(_("It did not help"), _("The citizen says so after the talk, once.")),
    Step.CASE_ENDED_BY_STAFF: _of_case(_("Ended by officers"), _("The officer ends the talk.")),
    Step.CASE_ENDED_BY_CITIZEN: _of_case(_("Ended by citizens"), _("The citizen ends the talk, or takes it back.")),
    Step.CASE_QUIET: _of_case(_("Ended by silence"), _("Nobody has said anything for a day.")),
    Step.MEETING: Definition(
        _("Meetings announced"), _("Staff announce a meeting."), _MEETING, frozenset(),
        _("Drafts that nobody announced."),
    ),
    Step.MEETING_CANCELLED: Definition(
        _("Meetings cancelled"), _("Staff cancel a meeting that was announced."), _MEETING, frozenset()
    ),
    Step.GUEST: Definition(
        _("Registered for meetings"), _("Somebody says that they come, or says so again after they could not."),
        _MEETING, frozenset({"channel"}), _("Those who come along with them."),
    ),
    Step.GUEST_LEFT: Definition(
        _("Cannot come"), _("Somebody says that they cannot come after all."), _MEETING, frozenset({"channel"})
    ),
    Step.MEETING_HELD: Definition(
        _("Meetings held"), _("A meeting that was announced and not cancelled is over, on its own day."),
        _MEETING, frozenset(),
    ),
    Step.ATTENDED: _at_meeting(_("Present at meetings"), _("The officer's own count in the results of a meeting.")),
    Step.ATTENDED_WOMEN: _at_meeting(_("Women at meetings"), _("The women among those present, where counted.")),
    Step.ATTENDED_KHMER: _at_meeting(_("Khmer at meetings"), _("The Khmer among those present, where counted.")),
    Step.SIGNED_UP: _at_meeting(_("Joined at meetings"), _("Those who signed up there and then, by the officer.")),
    Step.PROMISED: _at_meeting(_("Promised at meetings"), _("Those who said there that they will join.")),
    Step.RATED_GOOD: _rated(_("Meetings called useful")),
    Step.RATED_FAIR: _rated(_("Meetings called fair")),
    Step.RATED_POOR: _rated(_("Meetings called of little use")),
    Step.MEETING_REQUEST: Definition(
        _("Requests from meetings"), _("Somebody who was at a meeting asks to be called, there or within a week."),
        _MEETING, frozenset(), _AGAIN,
    ),
    Step.JOINED_7: _joined(_("Joined within 7 days"), _("A request from a meeting ends in joining within 7 days.")),
    Step.JOINED_30: _joined(_("Joined within 30 days"), _("The same within 30 days, the first 7 among them.")),
    Step.SCANNED: Definition(
        _("Scanned at the door"), _("Somebody scans the code at the door of a meeting, once for each."), _MEETING,
        frozenset({"channel"}), _("Those without a phone; the officer counts everybody."),
    ),
    Step.SUBSCRIBED: Definition(
        _("Wish to be told"), _("Somebody agrees to be told news, new meetings, or when a payment is due."),
        _("the commune whose news they want"), frozenset({"channel", "topic"}),
    ),
    Step.UNSUBSCRIBED: Definition(
        _("Do not wish to be told any more"), _("Somebody says so, or has everything ended."),
        _NO_COMMUNE, frozenset({"channel", "topic"}),
        _("Who blocks the account instead of saying so."),
    ),
    Step.NEWS_SENT: Definition(
        _("News sent"), _("A message that somebody asked to be told is on its way to them."),
        _("the commune whose news they want"), frozenset({"channel", "topic"}),
        _("Reminders that they set themselves, and what follows from a registration."),
    ),
    Step.CAMPAIGN_SENT: _of_campaign(_("Sent in campaigns"), _("The platform took the message for one recipient.")),
    Step.CAMPAIGN_FAILED: _of_campaign(
        _("Not sent in campaigns"), _("The platform would not take it: they blocked us, or are gone.")
    ),
    Step.CAMPAIGN_TAPPED: _of_campaign(_("Taps in campaigns"), _("Somebody taps a button of the message, each time.")),
    Step.CAMPAIGN_STOPPED: _of_campaign(
        _("Stopped after a campaign"), _("Somebody ends the news within a week of the last message.")
    ),
    Step.PAYMENT_REMINDED: _of_payment(_("Reminders to pay"), _("A reminder goes that somebody had asked for.")),
    Step.PAYMENT_TO_CALL: _of_payment(
        _("Calls to be made about paying"), _("Somebody does not answer the reminders, and left a number for that.")),
    Step.PAYMENT_CALLED: _of_payment(_("Calls about paying"), _("Staff note what came of such a call.")),
    Step.KEEPS_PAYING: _of_payment(_("Kept paying"), _("Somebody says in time that they have paid.")),
    Step.PAYS_AGAIN: _of_payment(_("Back again"), _("Somebody says that they have paid, after the last day.")),
    Step.STOPPED_PAYING: _of_payment(
        _("Stopped, with a reason"), _("Somebody ends the reminders and says why they do not pay any more.")),
}  # fmt: skip
"""What each fact means: what an official reads beside every number that is made of it."""


def cell(count: int, *, inside: bool) -> Words:
    """A count as it may be shown; `inside` is whether only those read it who serve that commune."""
    return verbatim(str(count)) if inside or count == 0 or count >= FEW else verbatim(f"<{FEW}")


def bound(wait: timedelta) -> str:
    """The least bound that the wait does not exceed, as the ledger writes it."""
    minutes = wait.total_seconds() / 60
    return next((str(most) for most in BOUNDS if minutes <= most), LONGER)
