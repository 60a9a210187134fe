"""What a commune's loudspeaker says: every figure in words, and how long reading it takes."""

from __future__ import annotations

from bot.library.answers.formatting import Formatter
from bot.library.answers.markdown import plain
from bot.library.answers.speech import spoken
from bot.library.answers.templates import Part
from bot.words import FIRST

#: Syllables a minute, as somebody reads who is to be understood across a field.
PACE = 160
SHORTEST, LONGEST = 2, 3


def script(part: Part, formatter: Formatter) -> str:
    """The words to read out, paragraphs between empty lines.

    Raises Refusal where a figure has no value.
    """
    text, mark = plain(part.markdown(formatter)), formatter.phrases["mark"]
    first, *others = text.split(mark)
    # Whoever listens is told once that the other sums of today wait to be confirmed.
    told = mark.replace(" (", ", ").replace(")", ",") if others else ""
    return spoken(first + told + "".join(others), FIRST).replace(",.", ".").replace(",,", ",")


def minutes(words: str) -> float:
    """How long somebody reads them; each Vietnamese word is a syllable."""
    return len(words.split()) / PACE
