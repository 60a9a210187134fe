"""Questions, which a dialogue awaits to get a value, and Done, with which it ends."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from bot.domain.commands import Command
from bot.domain.messages import CardWords, Option
from bot.search.values.phrasebook import Phrasebook
from bot.words import Words

T = TypeVar("T")


class Misread(Exception):
    """The reply was not understood; `hint` gives an example, `options` may narrow it down.

    plain   it was understood very well, as no answer ("I do not remember"), so that nothing else is looked for in it
    """

    def __init__(self, hint: Words, options: tuple[Option, ...] = (), *, plain: bool = False) -> None:
        super().__init__(hint.msgid)
        self.plain = plain
        self.hint = hint
        self.options = options


@dataclass(frozen=True)
class Question(Generic[T]):
    """Something to ask, and how to understand the reply.

    Law: read(write(value)) == value, for a written answer is read again on every turn. `key` is stored with the
    answer, so it is never renamed casually, and two questions of one dialogue never share one. What is said to a
    `private` one is kept in no record of the talk.

    why     what is said to "why do you ask?"
    assume  the value where nothing was said and the dialogue need not ask; None: it asks
    """

    key: str
    ask: Words
    why: Words | None = field(default=None, kw_only=True)
    assume: T | None = field(default=None, kw_only=True)

    takes_any_text: ClassVar[bool] = False
    takes_questions: ClassVar[bool] = False
    wants_contact: ClassVar[bool] = False
    private: ClassVar[bool] = False

    def read(self, text: str) -> T:
        """The value that a token or a written answer means. Raises Misread."""
        raise NotImplementedError

    def understand(self, text: str, _book: Phrasebook) -> T:
        """The value that somebody means by what they type. Raises Misread."""
        return self.read(text)

    def is_tried(self, _text: str) -> bool:
        """Whether a text that could not be read is plainly meant as an answer."""
        return False

    def write(self, value: T) -> str:
        """The value as it is stored."""
        raise NotImplementedError

    def echo(self, _value: T, typed: str) -> str:
        """How a value is read back that was changed."""
        return typed

    def doubt(self, _value: T) -> Words | None:
        """What is said first of every result that rests on a value which is only a guess."""
        return None

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
    picture: CardWords | None = None
    then: Words | None = None
