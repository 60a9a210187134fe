"""What is remembered between two turns of one chat: the open dialogue, its answers, and what was last offered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.search.text.redact import redact

DRAFTS_LIVE = timedelta(days=7)
LINES_LIVE = timedelta(hours=1)
RECENT = 6
LONGEST_LINE = 300


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
    commune     code of the commune that she named last, so that she need not name it again
    album       the album whose photos are coming in, so that it is answered once
    recent      the last lines outside of forms, for an officer who takes over: what was asked ("asked"), the id of
                the answer shown ("shown"), that there was none ("missed")
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
        )

    def write(self) -> str:
        live = {"case": self.case, "commune": self.commune, "album": self.album, "recent": self.recent}
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
        """With these lines at the end of the recent ones; numbers that say who somebody is are taken out."""
        tidy = ((what, redact(text)[:LONGEST_LINE]) for what, text in lines)
        return replace(self, recent=(*self.recent, *tidy)[-RECENT:])

    def afresh(self) -> Conversation:
        """Without anything that was said: only what guards against haste is kept."""
        return Conversation(at=self.at, minute=self.minute)

    def expired(self, now: datetime) -> bool:
        """Whether the draft has been left alone for longer than drafts live."""
        return bool(self.flow) and self.at is not None and now - self.at > DRAFTS_LIVE

    def counted(self, now: datetime) -> Conversation:
        """With one more message in the running minute."""
        start, count = self.minute
        second = now.timestamp()
        return replace(self, minute=(start, count + 1) if second - start < 60 else (second, 1))
