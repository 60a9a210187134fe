"""What is remembered between two turns of a chat: the open dialogue, answers, last offers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.search.text.redact import redact

DRAFTS_LIVE = timedelta(days=7)
LINES_LIVE = timedelta(hours=1)
SUMS_LIVE = timedelta(minutes=30)
RECENT = 6
QUESTIONS = 3
LONGEST_LINE = 300


@dataclass(frozen=True)
class LastSum:
    """The inputs of the sum worked out last, without what nobody keeps."""

    flow: str
    arg: str
    nonce: str
    answers: Mapping[str, str]
    at: datetime


@dataclass(frozen=True)
class Conversation:
    """The state of talk at one address.

    flow, arg   the open dialogue and what it was started with ("" when there is none)
    nonce       marks this run of the dialogue; buttons of another run are stale
    answers     written answers by the key of their question
    offered     what the last message offered: (token, label as it was spoken)
    last_answer id of the answer shown last
    misses      questions in a row that were not understood
    at          when the last turn was (None: never)
    minute      start of the minute being counted, with the messages in it, for the limit on haste
    case        number of the live question that what is said here belongs to (0: none)
    commune     code of the commune that was named last, so that it need not be named again
    album       the album whose photos are coming in, so that it is answered once
    recent      the last lines outside of forms, for an officer who takes over: what was asked ("asked"), the id of
                the answer shown ("shown"), that there was none ("missed")
    unsent      words that an officer wrote and nobody can tell for whom, until they say it
    last_sum    what was worked out last, kept for SUMS_LIVE
    asked       the last questions with their moments, without numbers that identify people, kept as long
    """

    flow: str = ""
    arg: str = ""
    nonce: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[tuple[str, str], ...] = ()
    last_answer: str = ""
    misses: int = 0
    at: datetime | None = None
    minute: tuple[float, int] = (0.0, 0)
    case: int = 0
    commune: str = ""
    album: str = ""
    recent: tuple[tuple[str, str], ...] = ()
    unsent: str = ""
    last_sum: LastSum | None = None
    asked: tuple[tuple[float, str], ...] = ()

    @classmethod
    def read(cls, written: str) -> Conversation:
        """From what `write` gave; "" is a new conversation."""
        if not written:
            return cls()
        kept = json.loads(written)
        return cls(
            flow=kept["flow"],
            arg=kept["arg"],
            nonce=kept["nonce"],
            answers=kept["answers"],
            offered=tuple((token, label) for token, label in kept["offered"]),
            last_answer=kept["last_answer"],
            misses=kept["misses"],
            at=datetime.fromisoformat(kept["at"]) if kept["at"] else None,
            minute=(kept["minute"][0], kept["minute"][1]),
            case=kept.get("case", 0),
            commune=kept.get("commune", ""),
            album=kept.get("album", ""),
            recent=tuple((what, text) for what, text in kept.get("recent", ())),
            unsent=kept.get("unsent", ""),
            last_sum=_read_sum(kept["sum"]) if "sum" in kept else None,
            asked=tuple((at, text) for at, text in kept.get("asked", ())),
        )

    def write(self) -> str:
        live = {
            "case": self.case,
            "commune": self.commune,
            "album": self.album,
            "recent": self.recent,
            "unsent": self.unsent,
            "sum": _write_sum(self.last_sum),
            "asked": self.asked,
        }
        return json.dumps(
            {
                "flow": self.flow,
                "arg": self.arg,
                "nonce": self.nonce,
                "answers": dict(self.answers),
                "offered": self.offered,
                "last_answer": self.last_answer,
                "misses": self.misses,
                "at": self.at.isoformat() if self.at else None,
                "minute": self.minute,
                **{name: value for name, value in live.items() if value},
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def idle(self) -> Conversation:
        """Without the open dialogue and its draft."""
        return replace(self, flow="", arg="", nonce="", answers={})

    def noted(self, *lines: tuple[str, str]) -> Conversation:
        """With these lines at the end of the recent ones, without numbers that identify people."""
        tidy = ((what, redact(text)[:LONGEST_LINE]) for what, text in lines)
        return replace(self, recent=(*self.recent, *tidy)[-RECENT:])

    def asking(self, text: str, now: datetime) -> Conversation:
        """With this question at the end of the recent lines, with its moment too."""
        line = (now.timestamp(), redact(text)[:LONGEST_LINE])
        return replace(self.noted(("asked", text)), asked=(*self.asked_at(now), line)[-QUESTIONS:])

    def asked_at(self, now: datetime) -> tuple[tuple[float, str], ...]:
        """The last questions, while they live."""
        since = (now - SUMS_LIVE).timestamp()
        return tuple((at, text) for at, text in self.asked if since <= at <= now.timestamp())

    @property
    def held_until(self) -> datetime | None:
        """Until when it holds the last questions and the last sum, if it does."""
        moments = [datetime.fromtimestamp(at, UTC) for at, _text in self.asked]
        moments += [self.last_sum.at] if self.last_sum is not None else []
        return max(moments) + SUMS_LIVE if moments else None

    def without_held(self, now: datetime) -> Conversation:
        """Without what it has held for long enough."""
        return replace(self, asked=self.asked_at(now), last_sum=self.sum_at(now))

    def afresh(self) -> Conversation:
        """Without anything that was said: only what guards against haste is kept."""
        return Conversation(at=self.at, minute=self.minute)

    def expired(self, now: datetime) -> bool:
        """Whether the draft has been left alone for longer than drafts live."""
        return bool(self.flow) and self.at is not None and now - self.at > DRAFTS_LIVE

    def sum_at(self, now: datetime) -> LastSum | None:
        """The last sum, while it lives."""
        return self.last_sum if self.last_sum is not None and now - self.last_sum.at <= SUMS_LIVE else None

    def counted(self, now: datetime) -> Conversation:
        """With one more message in the running minute.

        A minute that is still to come was begun by a wrong clock.
        """
        start, count = self.minute
        second = now.timestamp()
        return replace(self, minute=(start, count + 1) if 0 <= second - start < 60 else (second, 1))


def _write_sum(kept: LastSum | None) -> list[object]:
    """Nothing where there is none."""
    return [kept.flow, kept.arg, kept.nonce, dict(kept.answers), kept.at.isoformat()] if kept else []


def _read_sum(written: list[Any]) -> LastSum:
    flow, arg, nonce, answers, at = written
    return LastSum(flow, arg, nonce, answers, datetime.fromisoformat(at))
