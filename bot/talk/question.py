"""A Question is something to ask and how to understand the reply; a dialogue awaits it and gets the value."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from bot.domain.commands import Command
from bot.domain.messages import Option, Result
from bot.words import Words

T = TypeVar("T")


class Misread(Exception):
    """The reply was not understood: `hint` says what would be, with an example; `options` may narrow it down."""

    def __init__(self, hint: Words, options: tuple[Option, ...] = ()) -> None:
        super().__init__(hint.msgid)
        self.hint = hint
        self.options = options


@dataclass(frozen=True)
class Question(Generic[T]):
    """Something to ask, and how to understand the reply.

    Law: read(write(value)) == value, for a written answer is read again on every turn. `key` is stored with the
    answer, so it is never renamed casually, and two questions of one dialogue never share one. What is said to a
    `private` one is kept in no record of the talk.
    """

    key: str
    ask: Words

    takes_any_text: ClassVar[bool] = False
    takes_questions: ClassVar[bool] = False
    wants_contact: ClassVar[bool] = False
    private: ClassVar[bool] = False

    def read(self, text: str) -> T:
        """The value that `text` means. Raises Misread."""
        raise NotImplementedError

    def write(self, value: T) -> str:
        """The value as it is stored."""
        raise NotImplementedError

    @property
    def options(self) -> tuple[Option, ...]:
        """What may be tapped; the token of each is something that `read` takes."""
        return ()

    def __await__(self) -> Generator[Question[Any], T, T]:
        return (yield self)


@dataclass(frozen=True)
class Done:
    """How a dialogue ends: last words, what may be tapped next, and a Command for the services.

    shown   id of the answer that the words give, where they do
    picture what the words tell, to be drawn where the channel shows pictures
    then    a second message, such as how a result is reckoned; the options come with it
    """

    say: Words | None = None
    options: tuple[Option, ...] = ()
    do: Command | None = None
    shown: str = ""
    picture: Result | None = None
    then: Words | None = None
