"""What happens to a live question, as far as anybody is to hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.cases import Case
from bot.domain.people import Staff


class CaseEventKind(StrEnum):
    """What has happened.

    ASKED               an officer is asked, at once or when the office opens
    NEXT_ASKED          nobody has answered in time; DECLINED: the officer asked passes it on
    PASSED_ON           the officer who is talking passes it on; LEFT_UNANSWERED: they say nothing
    STILL_WAITS         the citizen wrote last, hours ago
    NOBODY_LEFT         everybody who can answer has been asked; PUT_AWAY: nobody has for days
    TAKEN_BACK          the citizen ends it before anybody answers
    """

    ASKED = "asked"
    NEXT_ASKED = "next_asked"
    DECLINED = "declined"
    TAKEN = "taken"
    PASSED_ON = "passed_on"
    LEFT_UNANSWERED = "left_unanswered"
    STILL_WAITS = "still_waits"
    NOBODY_LEFT = "nobody_left"
    PUT_AWAY = "put_away"
    TAKEN_BACK = "taken_back"
    ENDED_BY_STAFF = "ended_by_staff"
    ENDED_BY_CITIZEN = "ended_by_citizen"
    ENDED_BY_SILENCE = "ended_by_silence"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True)
class CaseEvent:
    """Something that has happened to `case`, which is shown as it was when it happened.

    who     the name that is read; "": of the officer who has the floor
    asked   the officers who are asked by it
    actor   id of the officer who did it; their own cards do not change
    """

    kind: CaseEventKind
    case: Case
    who: str = ""
    asked: tuple[Staff, ...] = ()
    actor: int | None = None
