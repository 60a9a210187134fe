"""Commands with which citizens decide about their own data, languages and addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.phone import PhoneNumber


@dataclass(frozen=True)
class ComeFrom:
    """Remember the code of the deep link that the citizen followed."""

    code: str


@dataclass(frozen=True)
class ForgetDraft:
    """Erase what this dialogue was told, the message just received included."""


@dataclass(frozen=True)
class ShowMyData:
    """Tell citizens all that is kept about them."""


@dataclass(frozen=True)
class CorrectMyData:
    """Change name or phone of the open request; None leaves it as it is."""

    name: str | None = None
    phone: PhoneNumber | None = None


@dataclass(frozen=True)
class TakeBackSharing:
    """Pass requests on no more to the insurance office and the post office; the call stays."""


@dataclass(frozen=True)
class TakeBackCall:
    """Have nobody call any more: open requests end, and what was kept for them goes."""


@dataclass(frozen=True)
class LeaveAlone:
    """Never contact them again: no call, no news, no reminder, no seat kept."""


@dataclass(frozen=True)
class ForgetMe:
    """Delete everything personal; an anonymous count stays."""


@dataclass(frozen=True)
class SpeakLanguage:
    """From now on speak this language (its code)."""

    code: str


@dataclass(frozen=True)
class ReadAloud:
    """From now on read aloud what is said here, or `on` False: no more."""

    on: bool


@dataclass(frozen=True)
class AskLinkCode:
    """Give a code with which another address of theirs can be linked to this one."""


@dataclass(frozen=True)
class LinkAddress:
    """Make the address where `code` was asked for, and this one, those of one person."""

    code: str


@dataclass(frozen=True)
class PartAddress:
    """Make this address that of somebody else again; requests stay with the other addresses."""


MyDataCommand: TypeAlias = (
    ForgetDraft | ShowMyData | CorrectMyData | TakeBackSharing | TakeBackCall | LeaveAlone | ForgetMe
)
CitizenCommand: TypeAlias = (
    MyDataCommand | ComeFrom | SpeakLanguage | ReadAloud | AskLinkCode | LinkAddress | PartAddress
)
