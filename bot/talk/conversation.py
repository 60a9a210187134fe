"""What is remembered between two turns of one chat: the open dialogue, its answers, and what was last offered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

DRAFTS_LIVE = timedelta(days=7)


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
        )

    def write(self) -> str:
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
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def idle(self) -> Conversation:
        """Without the open dialogue and its draft."""
        return replace(self, flow="", arg="", nonce="", answers={})

    def expired(self, now: datetime) -> bool:
        """Whether the draft has been left alone for longer than drafts live."""
        return bool(self.flow) and self.at is not None and now - self.at > DRAFTS_LIVE

    def counted(self, now: datetime) -> Conversation:
        """With one more message in the running minute."""
        start, count = self.minute
        second = now.timestamp()
        return replace(self, minute=(start, count + 1) if second - start < 60 else (second, 1))
