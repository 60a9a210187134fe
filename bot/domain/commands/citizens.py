"""Commands with which citizens decide about their own data, languages and addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.phone import PhoneNumber


@dataclass(frozen=True)
class ComeFrom:
    """Remember the code of the deep link that she followed."""

    code: str


@dataclass(frozen=True)
class ForgetDraft:
    """Erase what this dialogue was told, the message just received included."""


@dataclass(frozen=True)
class ShowMyData:
    """Tell the citizen all that is kept of her."""


@dataclass(frozen=True)
class CorrectMyData:
    """Change name or phone of her open request; None leaves it as it is."""

    name: str | None = None
    phone: PhoneNumber | None = None


@dataclass(frozen=True)
class TakeBackSharing:
    """Her requests are not passed on any more to the insurance office and the post office; the call stays."""


@dataclass(frozen=True)
class TakeBackCall:
    """Nobody is to call her any more: her open requests end, and what was kept for them goes."""


@dataclass(frozen=True)
class ForgetMe:
    """Delete everything personal; an anonymous count stays."""


@dataclass(frozen=True)
class SpeakLanguage:
    """From now on speak this language (its code)."""

    code: str


@dataclass(frozen=True)
class AskLinkCode:
    """Give a code with which another address of hers can be linked to this one."""


@dataclass(frozen=True)
class LinkAddress:
    """Make the address where `code` was asked for, and this one, those of one person."""

    code: str


@dataclass(frozen=True)
class PartAddress:
    """Make this address that of somebody else again; her requests stay with her other addresses."""


MyDataCommand: TypeAlias = ForgetDraft | ShowMyData | CorrectMyData | TakeBackSharing | TakeBackCall | ForgetMe
CitizenCommand: TypeAlias = MyDataCommand | ComeFrom | SpeakLanguage | AskLinkCode | LinkAddress | PartAddress
