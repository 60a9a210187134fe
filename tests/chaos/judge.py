"""The promises, and how a run kept them: pure, so that it can be shown a record that breaks one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from bot.runtime.attempts import AGAIN, Patience
from tests.chaos.record import Taken, screen

AT_ONCE = timedelta(seconds=2)
"""Turns of different people that end at the same time reach a third one in either order; one's own never do."""
ANSWER = re.compile(r"in\d+:(\d|case)")
"""What is said at once; what staff have done is told a little later, for they may undo it."""
ON_THE_WIRE = 2.5
"""Seconds within which a message may still arrive that was on its way when the right to it ended, on a busy machine."""


@dataclass(frozen=True)
class Posted:
    """A parcel as the database has it at the end.

    id      the platform's, where its answer was heard
    tried   whether it was ever claimed
    """

    key: str
    chat: str
    state: str
    due: datetime
    doubts: int = 0
    kind: str = "new"
    keyless: bool = False
    id: str = ""
    tried: bool = True


@dataclass(frozen=True)
class Ended:
    """From that moment on, none of the words may be sent to the chats, nor stand there at the end.

    what    happened
    chats   all of which that is so; None: everybody's
    own     the chat of the person herself, who may go on reading what she was once told
    silent  she is told nothing at all any more, for she says nothing herself
    """

    what: str
    at: float
    words: tuple[str, ...]
    chats: frozenset[str] | None = None
    own: str = ""
    silent: bool = False

    def covers(self, chat: str) -> bool:
        return self.chats is None or chat in self.chats

    def tells(self, text: str) -> bool:
        return any(word in text for word in self.words)


@dataclass(frozen=True)
class Case:
    """All that a judge looks at.

    inbox     how many messages are in which state
    promised  what has to have come to pass so many times
    """

    taken: Sequence[Taken]
    posted: Sequence[Posted] = ()
    ended: Sequence[Ended] = ()
    inbox: Mapping[str, int] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)

    @property
    def erased(self) -> set[str]:
        """The chats of people of whom there may be no record any more."""
        return {end.own for end in self.ended}


def judge(case: Case) -> list[str]:
    """A sentence for every promise that was broken."""
    found = [f"inbox: {count} are {state}" for state, count in case.inbox.items() if state != "done"]
    found += [f"{what}: {times} times" for what, times in case.counted.items() if times != 1]
    return [*found, *(told for check in CHECKS for told in check(case))]


def _all_is_settled(case: Case) -> Iterator[str]:
    for one in case.posted:
        given_up = one.state == "never" and one.doubts >= Patience().copies
        if one.state not in ("sent", "withdrawn") and not given_up:
            yield f"{one.key} is {one.state}"


def _all_arrived(case: Case) -> Iterator[str]:
    arrived = {one.key for one in case.taken}
    for one in case.posted:
        if one.state in ("sent", "never") and not one.keyless and one.key not in arrived:
            yield f"{one.key} never arrived"


def _nothing_else_arrived(case: Case) -> Iterator[str]:
    known = {one.key for one in case.posted}
    for key in {one.key for one in case.taken if one.key and one.chat not in case.erased} - known:
        yield f"{key} was never posted"


def _copies_say_so(case: Case) -> Iterator[str]:
    arrived = _by(case.taken, lambda one: one.key)
    for key, copies in arrived.items():
        if key and any(one.kind == "new" and not one.text.startswith(AGAIN) for one in copies[1:]):
            yield f"{key}: a copy that does not say so"


def _unnamed_arrived_once(case: Case) -> Iterator[str]:
    """Where a platform is told no key: as many as were posted, and the copies say so."""
    sent = Counter(one.chat for one in case.posted if one.keyless and one.state == "sent")
    for chat, got in _by((one for one in case.taken if not one.key), lambda one: one.chat).items():
        firsts = sum(not one.text.startswith(AGAIN) for one in got)
        may = sum(_may_have_arrived(one) for one in case.posted if one.keyless and one.chat == chat)
        if chat not in case.erased and not firsts - may <= sent[chat] <= len(got):
            yield f"{chat}: {sent[chat]} posted, {firsts} arrived, {len(got) - firsts} copies"


def _may_have_arrived(one: Posted) -> bool:
    """Given up, or withdrawn, after it had set out: by whoever died before the platform's answer was heard."""
    return one.state == "never" or (one.state == "withdrawn" and one.tried)


def _in_order(case: Case) -> Iterator[str]:
    number = {one.key: place for place, one in enumerate(case.posted)}
    due = {one.key: one.due for one in case.posted}
    for chat, got in _by(case.taken, lambda one: one.chat).items():
        order = [key for key in dict.fromkeys(one.key for one in got) if key in number]
        for one, after in pairwise(order):
            apart = due[one] - due[after]
            if apart < timedelta() and not ANSWER.match(after):
                continue
            citizen = chat.startswith("citizen")
            if citizen and ANSWER.match(one) and not ANSWER.match(after):
                # What staff did is held for an undo by the clock on the wall, which this run sets: an answer passes it.
                continue
            own = citizen and bool(ANSWER.match(one) and ANSWER.match(after))
            if number[one] > number[after] and (own or apart > AT_ONCE):
                yield f"{chat}: out of order, {one} before {after}, {apart.total_seconds():.1f} s apart"


def _nothing_is_sent_afterwards(case: Case) -> Iterator[str]:
    for end in case.ended:
        for one in case.taken:
            if one.at > end.at + ON_THE_WIRE and end.covers(one.chat) and end.tells(one.text):
                yield f"{end.what}: {one.key} ({one.kind}) to {one.chat} {one.at - end.at:.1f} s later"


def _who_has_ended_it_is_left_alone(case: Case) -> Iterator[str]:
    """A copy of what they were told before may still come, marked."""
    for end in case.ended:
        before = {one.key for one in case.taken if one.chat == end.own and one.at <= end.at + ON_THE_WIRE}
        for one in case.taken:
            if end.silent and one.chat == end.own and one.key not in before:
                yield f"{end.what}: {one.key} to herself {one.at - end.at:.1f} s later"


def _nothing_is_shown_at_the_end(case: Case) -> Iterator[str]:
    """But for what no platform lets anybody take back: a copy of which nobody heard how it is called there."""
    named = {one.id for one in case.posted if one.id}
    shown = {
        chat: screen(got) for chat, got in _by((t for t in case.taken if t.id in named), lambda one: one.chat).items()
    }
    for end in case.ended:
        for chat, texts in shown.items():
            if chat != end.own and end.covers(chat) and any(map(end.tells, texts)):
                yield f"{end.what}: it still stands in the chat of {chat}"


def _by(taken: Iterable[Taken], name: Callable[[Taken], str]) -> Mapping[str, list[Taken]]:
    found: dict[str, list[Taken]] = defaultdict(list)
    for one in taken:
        found[name(one)].append(one)
    return found


CHECKS = (
    _all_is_settled,
    _all_arrived,
    _nothing_else_arrived,
    _copies_say_so,
    _unnamed_arrived_once,
    _in_order,
    _nothing_is_sent_afterwards,
    _who_has_ended_it_is_left_alone,
    _nothing_is_shown_at_the_end,
)
