"""What a finished dialogue wants done about meetings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from bot.domain.commands.leads import RequestCall
from bot.domain.meetings import Occasion, Plan
from bot.domain.outreach.results import Heads, Mark
from bot.domain.phone import PhoneNumber


@dataclass(frozen=True)
class ShowMeetings:
    """Show the next meetings of that commune and those beside it."""

    commune: str


@dataclass(frozen=True)
class ShowMeeting:
    """Show all that is to be known of that meeting."""

    number: int


@dataclass(frozen=True)
class ShowMyMeetings:
    """Show where this citizen has said that they will come."""


@dataclass(frozen=True)
class RegisterGuest:
    """Keep seats for the citizen and so many companions.

    `consent` is the version of the text that was agreed to.
    """

    number: int
    companions: int
    consent: str


@dataclass(frozen=True)
class LeaveMeeting:
    """The citizen does not come to that meeting after all."""

    number: int


@dataclass(frozen=True)
class StillComing:
    """The citizen comes although it has moved."""

    number: int


@dataclass(frozen=True)
class Arrive:
    """The citizen is at that meeting; `consent` is the version of the text that was agreed to."""

    number: int
    consent: str


@dataclass(frozen=True)
class AskAtMeeting:
    """Keep what the citizen wants to ask there; `name`: only if they gave one."""

    number: int
    text: str
    name: str
    consent: str


@dataclass(frozen=True)
class TakeBackQuestion:
    """Delete a question of theirs for a meeting."""

    number: int


@dataclass(frozen=True)
class JoinNow:
    """The citizen is at that meeting and wants to join there and then."""

    number: int
    call: RequestCall


@dataclass(frozen=True)
class ShowQuestions:
    """Show staff what is to be asked at that meeting."""

    number: int


@dataclass(frozen=True)
class ReleaseQuestion:
    """Let everybody at the meeting read that question, or nobody any more."""

    number: int
    shown: bool = True


@dataclass(frozen=True)
class RateMeeting:
    """How the guest found that meeting."""

    number: int
    mark: Mark


@dataclass(frozen=True)
class LeaveNumber:
    """A number for calls about that meeting, if no message arrives."""

    number: int
    phone: PhoneNumber
    consent: str


@dataclass(frozen=True)
class ShowCalls:
    """Show staff whom to call about that meeting."""

    number: int


@dataclass(frozen=True)
class MarkCalled:
    """That guest has been called; `number` is the guest's."""

    number: int


@dataclass(frozen=True)
class AnswerQuestion:
    """Answer what a guest asked at a meeting; they read it when they are thanked."""

    number: int
    text: str


@dataclass(frozen=True)
class ShowOurMeetings:
    """Show staff the next meetings of their communes, and how many come."""


@dataclass(frozen=True)
class ShowOurMeeting:
    """Show staff one meeting, how many come, and what they may do about it."""

    number: int


@dataclass(frozen=True)
class PlanMeeting:
    """Keep a meeting as a draft, and read it back."""

    plan: Plan


@dataclass(frozen=True)
class AnnounceMeeting:
    """From now on citizens find it."""

    number: int


@dataclass(frozen=True)
class ChangeMeeting:
    """Change what is said of it; the rest stays as it is. `seats`: 0 is as many as come."""

    number: int
    occasion: Occasion = field(default_factory=Occasion)
    seats: int | None = None
    title: str = ""


@dataclass(frozen=True)
class CopyMeeting:
    """Keep a draft that is like that one, but for what is said here."""

    number: int
    occasion: Occasion


@dataclass(frozen=True)
class CancelMeeting:
    """Cancel it and tell everybody; `draft`: only where it is not announced yet."""

    number: int
    draft: bool = False


@dataclass(frozen=True)
class ReportMeeting:
    """Keep what came of the meeting: heads, and what was answered to each question."""

    number: int
    heads: Heads
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CorrectReport:
    """Change what was reported; numbers and questions that are not named stay."""

    number: int
    heads: Heads
    words: tuple[tuple[str, str], ...] = ()


StaffMeetingCommand: TypeAlias = (
    ShowOurMeetings
    | ShowOurMeeting
    | PlanMeeting
    | AnnounceMeeting
    | ChangeMeeting
    | CopyMeeting
    | CancelMeeting
    | ReportMeeting
    | CorrectReport
    | ShowQuestions
    | ReleaseQuestion
    | AnswerQuestion
    | ShowCalls
    | MarkCalled
)
GuestCommand: TypeAlias = (
    ShowMeetings
    | ShowMeeting
    | ShowMyMeetings
    | RegisterGuest
    | LeaveMeeting
    | StillComing
    | Arrive
    | AskAtMeeting
    | TakeBackQuestion
    | JoinNow
    | RateMeeting
    | LeaveNumber
)
MeetingCommand: TypeAlias = GuestCommand | StaffMeetingCommand
