"""What an action is, and the token by which its button comes back: ">name:argument".

A name is stored in drafts and in messages long sent: it is never changed, nor reused for something else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.commands import Command
from bot.domain.messages import Option
from bot.words import Words

MARK, WAY = ">", "@"


@dataclass(frozen=True)
class Action:
    """Something to do.

    label     what its button says; None: no button leads there, or each has words of its own
    typed     what a reader without buttons is told to type; {number} is the argument, here and in the label
    said      what is understood as it, folded, where it is the whole message
    numbered  whether a number follows what is said
    shorthand what staff put before or after a number instead, folded
    staff     whether only staff may say it
    does      the command that it is, from its number, where nothing has to be asked first
    closes_form    whether it puts an unfinished form away, rather than waiting beside it
    in_live_talk   whether Loa itself hears it while the citizen talks with an officer
    """

    name: str
    label: Words | None = None
    typed: Words | None = None
    said: tuple[str, ...] = ()
    numbered: bool = False
    shorthand: tuple[str, ...] = ()
    staff: bool = False
    does: Callable[[int], Command] | None = None
    closes_form: bool = False
    in_live_talk: bool = False

    def token(self, arg: str | int = "") -> str:
        """What its button carries."""
        return f"{self.prefix}{arg}" if arg != "" else f"{MARK}{self.name}"

    @property
    def prefix(self) -> str:
        """How its token begins where it has an argument."""
        return f"{MARK}{self.name}:"

    def option(self, arg: str | int = "", label: Words | None = None) -> Option:
        """Its button, with other words than usual where the place asks for them."""
        words = label or self.label
        assert words is not None, f"{self.name} has no words of its own"
        return Option(self.token(arg), words if label else _with_number(words, arg))

    def to_type(self, arg: str | int = "") -> Words | None:
        """What has the same effect when it is typed, if anything has."""
        return _with_number(self.typed, arg) if self.typed else None


def _with_number(words: Words, arg: str | int) -> Words:
    """The words with their number, without what follows a dash."""
    number = str(arg).partition("-")[0]
    return replace(words, values=(("number", number),)) if "{number}" in words.msgid else words


def is_action(token: str) -> bool:
    """Whether a token means the same at any time, rather than being an answer to one question."""
    return token.startswith(MARK)


def parse(token: str) -> tuple[str, str] | None:
    """The name and the argument that a token carries; the name may be one of an earlier release."""
    name, _colon, arg = way_of(token)[0].removeprefix(MARK).partition(":")
    return (name, arg) if is_action(token) else None


def named(token: str) -> str:
    """The name of the action that a token carries, or ""."""
    return (parse(token) or ("", ""))[0]


def by_way_of(token: str, code: str) -> str:
    """The token of a button that also tells the code of what it stood under."""
    return f"{token}{WAY}{code}"


def way_of(token: str) -> tuple[str, str]:
    """The token of a button, and the code of what it stood under, or ""."""
    bare, _way, code = token.partition(WAY) if is_action(token) else (token, "", "")
    return bare, code
