"""Whether an account of a channel still carries anything, judged by the latest tries.

The known libraries wrap a call and raise; here the result of a try is put on record first, a doubt is no failure yet,
and what goes as the probe is chosen by the outbox. What is left is a count or two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

MOST_DOUBTS = 3

Sign: TypeAlias = Literal["answered", "doubt", "away", "none"]
"""What a try tells of all of its account.

answered    the platform took the message, or said no to this very one
doubt       nobody knows whether it arrived
away        nothing goes, whatever one sends
none        nothing
"""


@dataclass
class CircuitBreaker:
    """Opens when the platform is away, or after a few doubts without an answer between them.

    failures    how often it opened since the last answer; while that is not 0, one parcel at a time goes as a probe
    """

    failures: int = 0
    doubts: int = 0

    @property
    def probing(self) -> bool:
        """Whether nothing but a probe may go."""
        return self.failures > 0

    def opens(self, sign: Sign) -> bool:
        """Counts what was told; whether everything has to pause now."""
        if sign == "answered":
            self.failures = self.doubts = 0
        self.doubts += sign == "doubt"
        if sign == "away" or (sign == "doubt" and (self.probing or self.doubts >= MOST_DOUBTS)):
            self.failures += 1
            return True
        return False
