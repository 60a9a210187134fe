"""Finds the commune that is meant by its name of today or of before July 2025.

Every name that occurs in the text, however typed, is a candidate; what the rest of the text says (district, province,
kind, accents) chooses among them. The home province goes first where nothing else does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.places import Commune, FormerPlace, Places
from bot.search.places.gazetteer import Name, Token, names, tokens, tokens_typed_without_input
from bot.search.places.place_reading import Candidate, read, spans

_LONGEST_NAME = 6
_MOST_WORDS = 40
_SHORTEST_TYPO = 5
_LONG = 12
UNITS = ("xa ", "phuong ", "thi tran ", "dac khu ", "huyen ", "ap ", "khom ", "commune ", "ward ")
"""How the name of a place begins, folded."""


@dataclass(frozen=True)
class CommuneMatch:
    """A commune that may be meant, with its province's name.

    former  the place of before that was named, if any
    """

    commune: Commune
    former: FormerPlace | None
    province: str

    @property
    def label(self) -> str:
        """To ask back with: "Xã Mỹ Long (Huyện Cầu Ngang cũ), Tỉnh Vĩnh Long"."""
        former = self.former
        before = f"{former.ward}, {former.district} cũ" if former else _districts(self.commune)
        return f"{self.commune.name} ({before}), {self.province}" if before else f"{self.commune.name}, {self.province}"


def _districts(commune: Commune) -> str:
    """The districts of before that most of the commune lay in, two at most."""
    before = [was.district for was in commune.was]
    most = sorted(dict.fromkeys(before), key=lambda district: -before.count(district))[:2]
    return f"{', '.join(most)} cũ" if most else ""


class CommuneIndex:
    """All communes by all their names; built once per library, then only read."""

    def __init__(self, places: Places) -> None:
        self._home = places.home
        by_name: defaultdict[str, list[Name]] = defaultdict(list)
        of_district: defaultdict[str, list[Name]] = defaultdict(list)
        self._around: set[str] = set()
        self._provinces: set[str] = set()
        for name in names(places):
            by_name[name.plain].append(name)
            self._around |= name.districts | name.provinces
            self._provinces |= name.provinces
            if name.former:
                for district in name.districts:
                    of_district[district].append(name)
        self._names, self._of_district = dict(by_name), dict(of_district)
        glued = {plain.replace(" ", ""): plain for plain in self._names if not plain[-1].isdigit()}
        self._typos = {word: plain for word, plain in glued.items() if len(word) >= _SHORTEST_TYPO}
        self._home_typos = {word: plain for word, plain in self._typos.items() if self._has_home(plain)}

    def _has_home(self, plain: str) -> bool:
        return any(name.province.code == self._home for name in self._names[plain])

    def find(self, typed: str) -> tuple[CommuneMatch, ...]:
        """The communes that may be meant, best first.

        One is sure, several must be asked about, none is not a place.
        """
        words = tokens(typed)[:_MOST_WORDS]
        decoded = tokens_typed_without_input(typed)[:_MOST_WORDS]
        ways = (
            self._exact(words),
            self._exact(decoded),
            self._glued(decoded, self._home_typos),
            self._glued(decoded, self._typos),
            self._district(words),
        )
        return next((_matches(chosen) for way in ways if (chosen := self._choose(way))), ())

    def _exact(self, words: Sequence[Token]) -> Iterable[Candidate]:
        reading = read(words, self._around, self._provinces)
        for start, end, plain in spans(words, range(len(words)), _LONGEST_NAME):
            for name in self._names.get(plain, ()):
                yield reading.candidate(name, start, end, 0)

    def _glued(self, words: Sequence[Token], known: Mapping[str, str]) -> Iterable[Candidate]:
        """Names with one letter wrong, or written without spaces, where a name is likely."""
        reading = read(words, self._around, self._provinces)
        for start, end, plain in spans(words, reading.likely_starts(), _LONGEST_NAME):
            glued = plain.replace(" ", "")
            if len(glued) < _SHORTEST_TYPO or glued[-1].isdigit() or words[start].kind:
                continue
            for near, typo, _key in _near(glued, known):
                for name in self._names[known[near]]:
                    yield reading.candidate(name, start, end, typo)

    def _district(self, words: Sequence[Token]) -> Iterable[Candidate]:
        """All that a district was turned into, where nothing but the district is named."""
        reading = read(words, self._around, self._provinces)
        for start, end, plain in reading.around:
            if plain not in self._provinces:
                for name in self._of_district.get(plain, ()):
                    yield reading.candidate(name._replace(former=None), start, end, 0)

    def _choose(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        sound = [candidate for candidate in candidates if candidate.holds]
        best = min((candidate.fit for candidate in sound), default=None)
        pool = [candidate for candidate in sound if candidate.fit == best]
        pool = _prefer(pool, lambda candidate: candidate.in_district)
        pool = _prefer(pool, lambda candidate: candidate.in_province)
        if not any(candidate.in_district or candidate.in_province for candidate in pool):
            pool = self._at_home(pool)
        pool = _prefer(pool, lambda candidate: not candidate.kind_differs)
        return sorted(pool, key=lambda candidate: (candidate.accents_differ, candidate.name.former is not None))

    def _at_home(self, pool: list[Candidate]) -> list[Candidate]:
        """The home province's own; others stay where only they have the accents that were typed."""
        home = [candidate for candidate in pool if candidate.name.province.code == self._home]
        exact = _prefer(home or pool, lambda candidate: not candidate.accents_differ)
        if home and all(candidate.accents_differ for candidate in home):
            return home + [candidate for candidate in pool if not candidate.accents_differ]
        return exact


def _near(glued: str, known: Mapping[str, str]) -> Sequence[tuple[str, int, object]]:
    """Names at most one letter away (two in long ones): the name, how far."""
    farthest = 2 if len(glued) >= _LONG else 1
    return process.extract(glued, list(known), scorer=OSA.distance, score_cutoff=farthest, limit=8)


def _prefer(pool: list[Candidate], wanted: Callable[[Candidate], bool]) -> list[Candidate]:
    """Those that are as wanted, or all where none is."""
    return [candidate for candidate in pool if wanted(candidate)] or pool


def _matches(candidates: Iterable[Candidate]) -> tuple[CommuneMatch, ...]:
    """Each commune once, under the best of its names."""
    matches: dict[str, CommuneMatch] = {}
    for candidate in candidates:
        name = candidate.name
        matches.setdefault(name.commune.code, CommuneMatch(name.commune, name.former, name.province.name))
    return tuple(matches.values())
