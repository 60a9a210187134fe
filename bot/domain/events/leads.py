"""What happens to a request to be called, as far as anybody is to hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.leads import Lead
from bot.words import Words


class EventKind(StrEnum):
    """What has happened; a move that is told to different people has several kinds.

    ASKED               a new request, told at once or when the office opens
    ASKED_ANEW          a new request for a phone for which somebody has asked within thirty days
    ASKED_AGAIN         by the same citizen, while nobody has it; CALLER_ASKED_FOR: while somebody has it
    REOPENED            asked again after it was over
    GIVEN_FIRST         given to a colleague before anybody had it; GIVEN_WITH_ALL: among all requests of an officer
    GIVEN_BACK, PUT_BACK    released by who has it; by somebody in charge
    HOLDER_AWAY, HOLDER_LEFT, HOLDER_UNREACHABLE    released because who has it does not call
    CALL_DUE            the day agreed for a call has come
    WAITS, WAITS_HIGHER     nobody has taken it in time; nor in its commune
    LET_LIE             somebody has it and does not call
    LATE                it has waited for a whole working day
    REOPENED_BY_STAFF       taken up again after its end
    UNDONE, UNDONE_FREE     a slip was undone: somebody has it again, or it is over again; it waits again
    LET_GO, LET_GO_UNSEEN   from the tray to the officers: by somebody in charge; because an hour is over
    """

    ASKED = "asked"
    ASKED_ANEW = "asked_anew"
    ASKED_AGAIN = "asked_again"
    CALLER_ASKED_FOR = "caller_asked_for"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    ADDED = "added"
    TAKEN_OFF = "taken_off"
    TAKEN = "taken"
    TAKEN_OVER = "taken_over"
    GIVEN = "given"
    GIVEN_FIRST = "given_first"
    GIVEN_WITH_ALL = "given_with_all"
    GIVEN_BACK = "given_back"
    PUT_BACK = "put_back"
    HOLDER_AWAY = "holder_away"
    HOLDER_LEFT = "holder_left"
    HOLDER_UNREACHABLE = "holder_unreachable"
    HANDED_OVER = "handed_over"
    NO_ANSWER = "no_answer"
    LATER = "call_again"
    AGREED = "will_join"
    JOINED = "joined"
    ANSWERED = "answered"
    DECLINED = "not_interested"
    GIVEN_UP = "unreachable"
    MISDIALLED = "wrong_number"
    CALL_DUE = "call_due"
    WAITS = "waits"
    WAITS_HIGHER = "waits_higher"
    LET_LIE = "let_lie"
    LATE = "late"
    UNSHARED = "unshared"
    COLLECTOR_LOST = "collector_lost"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LET_GO = "let_go"
    LET_GO_UNSEEN = "let_go_unseen"
    DISCARDED = "discarded"
    REOPENED_BY_STAFF = "reopened_by_staff"
    UNDONE = "undone"
    UNDONE_FREE = "undone_free"


@dataclass(frozen=True)
class LeadEvent:
    """Something that has happened to `lead`, which is shown as it is afterwards.

    who     the name that staff read: of the one who did it, or of the one because of whom it happened
    actor   id of the member of staff who did it; they are not told of it themselves
    former  id of the member of staff who had the request before
    more    one more line for `former`
    undoable    whether it may turn out to be a slip, so that the citizen is told a little later
    """

    kind: EventKind
    lead: Lead
    who: str = ""
    actor: int | None = None
    former: int | None = None
    more: Words | None = None
    undoable: bool = False
