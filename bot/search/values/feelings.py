"""Grief, danger, doubt, "too dear": recognised by the editors' words and examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.library.feelings import Feeling
from bot.search.values.phrases import Phrases
from bot.search.values.sentence import Word

#: What is urgent: numbers to call, before anything else.
CRISIS = "crisis"
#: What only sounds like a feeling: its examples keep others from being seen where they are not.
NONE = "none"
_REACH = 4
_MOST_WORDS = 40
# How near, in words, stands what makes a phrase something else. Nothing before an emergency takes it back.
_NEAR, _BEHIND_CRISIS = 6, 3
#: A message is like the examples of a feeling from here on, and phrases are not believed below _UNLIKE;
#: and where the search is not sure either, from PERHAPS on.
LIKE, PERHAPS = 0.4, 0.12
#: In a form, where a few words are rather its answer, more is needed, and phrases only before it was read as one.
PLAINLY, NEVER = 0.7, 2.0
_LIKE_CRISIS, _UNLIKE = 0.5, 0.05
# A phrase is not believed either where the text is so much like another kind, and not like its own.
_OTHERWISE = 0.6
# So much like a feeling that words which make it something else do not count.
_SURELY = 0.85
_Span = tuple[int, int]


@dataclass(frozen=True)
class _Signs:
    """How one feeling is recognised."""

    feeling: Feeling
    alone: Phrases
    groups: tuple[Phrases, ...]
    without: Phrases

    @classmethod
    def of(cls, feeling: Feeling) -> _Signs:
        groups = tuple(_phrases(group) for group in feeling.groups)
        return cls(feeling, _phrases(feeling.alone), groups, _phrases(feeling.without))

    def are_in(self, words: Sequence[Word]) -> bool:
        """Whether a phrase of each group is here, and nothing near makes it something else."""
        others = list(_places(self.without, words))
        return any(not any(self._near(span, other) for other in others) for span in _in_order(self.groups, words))

    def _near(self, span: _Span, other: _Span) -> bool:
        if self.feeling.id == CRISIS:
            return other[1] > span[0] and other[0] < span[1] + _BEHIND_CRISIS
        return other[1] > span[0] - _NEAR and other[0] < span[1] + _NEAR


class Feelings:
    """The feelings of a library, ready to be recognised."""

    def __init__(self, feelings: Sequence[Feeling], polite: Phrases) -> None:
        self._polite = polite
        self._signs = [_Signs.of(feeling) for feeling in feelings]

    def of(
        self, words: Sequence[Word], likely: Mapping[str, float], least: float, *, typed: bool = True
    ) -> Feeling | None:
        """What the words are about, the first that fits; None for most texts.

        likely  how much the text is like the examples of each feeling, {} where that is not known; `least` is enough
        typed   whether accents are; without them a phrase may be other words ("đói" and "đổi")
        """
        if len(words) > _MOST_WORDS:
            return None
        felt = sum(how for kind, how in likely.items() if kind != NONE)
        doubted = not typed and bool(likely) and felt < _UNLIKE
        urgent = self._urgent(words, likely)
        for signs in self._signs:
            if signs.alone.is_all(words, self._polite):
                return signs.feeling
            if (
                signs.groups
                and signs.are_in(words)
                and not (signs.feeling.id != CRISIS and (doubted or _is_otherwise(signs.feeling, likely)))
            ):
                return urgent or signs.feeling
        return self._alike(words, likely, least)

    def _urgent(self, words: Sequence[Word], likely: Mapping[str, float]) -> Feeling | None:
        """Danger, where the text is most like it: no other phrase in it hides that."""
        if likely.get(CRISIS, 0.0) < max((_LIKE_CRISIS, *likely.values())):
            return None
        danger = (one for one in self._signs if one.feeling.id == CRISIS and not one.without.is_in(words))
        return next((one.feeling for one in danger), None)

    def _alike(self, words: Sequence[Word], likely: Mapping[str, float], least: float) -> Feeling | None:
        """The feeling that the words are most like, where nothing in them makes it something else."""
        best = max(self._signs, key=lambda signs: likely.get(signs.feeling.id, 0.0), default=None)
        if best is None or best.feeling.id == NONE:
            return None
        how = likely.get(best.feeling.id, 0.0)
        enough = max(least, _LIKE_CRISIS) if best.feeling.id == CRISIS else least
        enough = max(enough, _SURELY) if best.without.is_in(words) else enough
        return best.feeling if how >= enough else None


def _is_otherwise(feeling: Feeling, likely: Mapping[str, float]) -> bool:
    """Whether a text with the phrases of a feeling is plainly like another kind instead."""
    return likely.get(feeling.id, 1.0) < _UNLIKE and max(likely.values(), default=0.0) >= _OTHERWISE


def _phrases(ways: Sequence[str]) -> Phrases:
    return Phrases((way, way) for way in ways)


def _places(phrases: Phrases, words: Sequence[Word]) -> Iterator[_Span]:
    """Where phrases stand."""
    return ((start, start + length) for start in range(len(words)) for length in phrases.lengths(words, start))


def _in_order(groups: Sequence[Phrases], words: Sequence[Word]) -> set[_Span]:
    """Where each group has a phrase, one after another and close together."""
    spans = {(start, start) for start in range(len(words))}
    for place, group in enumerate(groups):
        reach = _REACH if place else 0
        spans = {
            (start, near + length)
            for start, end in spans
            for near in range(end, min(end + reach + 1, len(words)))
            for length in group.lengths(words, near)
        }
    return spans
