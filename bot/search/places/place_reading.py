"""How well the rest of a text goes with a commune's name: district, province, kind, accents."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz.distance import OSA

from bot.search.places.gazetteer import DISTRICT_KINDS, WARD_KINDS, Name, Token
from bot.search.text.letters import is_accented

TokenSpan: TypeAlias = tuple[int, int, str]

_LONGEST_AROUND = 5
_SHORTEST_TYPO = 5
_SHORT_TEXT = 5
_NEVER = 1000
_NOT_BEFORE_A_NAME = DISTRICT_KINDS | {"tinh"}
_POLITE = (
    "a o e em anh chi toi minh con chau da vang nha nhe nghe thuoc tai la hien dang song dia chi que cu moi truoc day "
    "ben khu vuc vung cua gd nay do thi voi ma oi ad bac co chu va vn viet nam , xin thuong tru ban"
)
_BELOW_COMMUNE = "ap khom kp thon to xom buon so duong soc hem ngo doi sn"
_SILENT = frozenset(_POLITE.split())
_HAMLETS = frozenset(_BELOW_COMMUNE.split())
_HAMLET_REACH = 4


@dataclass(frozen=True)
class Candidate:
    """A name found in the text.

    `unread` counts words that go with nothing or speak against it, `typo` wrong letters, `length` the name's words.
    """

    name: Name
    unread: int
    introduced: bool
    in_district: bool
    in_province: bool
    kind_differs: bool
    accents_differ: bool
    typo: int
    length: int

    @property
    def holds(self) -> bool:
        """Whether all is explained, or "xã" or the like comes first and nothing contradicts."""
        return self.unread == 0 or (self.introduced and not self.typo and self.unread < _NEVER)

    @property
    def fit(self) -> tuple[int, int, int]:
        """The smaller, the better; of two names that fit, the longer one was meant ("Lương Hòa A")."""
        return self.unread, self.typo, -self.length


@dataclass(frozen=True)
class PlaceReading:
    """The words of a text; `around`: districts and provinces named in it, longest first."""

    words: Sequence[Token]
    around: tuple[TokenSpan, ...]
    silent: tuple[bool, ...]
    provinces: Container[str]

    def likely_starts(self) -> list[int]:
        """Where a name may begin: anywhere in a short text, else after "xã" or at a telling word."""
        if len(self.words) <= _SHORT_TEXT:
            return list(range(len(self.words)))
        introduced = [place + 1 for place, word in enumerate(self.words[:-1]) if word.kind in WARD_KINDS]
        first = next((place for place, silent in enumerate(self.silent) if not silent), None)
        return introduced if first is None else sorted({*introduced, first})

    def candidate(self, name: Name, start: int, end: int, typo: int) -> Candidate:
        before = self.words[start - 1].kind if start else ""
        taken = set(range(start, end))
        unread, in_district, in_province = self._go_with(name, taken)
        left = [place for place in range(len(self.words)) if place not in taken and not self.silent[place]]
        if left and self._nearly_around(name, left):
            left, in_district = [], True
        if before not in WARD_KINDS and self._is_doubtful(start, end, in_district or in_province):
            unread += 1
        if before in _NOT_BEFORE_A_NAME or (before not in WARD_KINDS and self._is_province(name, start, end)):
            unread = _NEVER
        spelled = " ".join(word.spelled for word in self.words[start:end])
        return Candidate(
            name=name,
            unread=unread + len(left),
            introduced=self._introduced(before, self.words[start]),
            in_district=in_district,
            in_province=in_province,
            kind_differs=before in WARD_KINDS and before != name.kind,
            accents_differ=is_accented(spelled) and spelled != name.spelled,
            typo=typo,
            length=end - start,
        )

    def _introduced(self, before: str, first: Token) -> bool:
        """Whether "xã" or the like precedes or begins the name; "xã hội" is society, not Hội An."""
        return (before in WARD_KINDS and first.plain != "hoi") or first.kind in WARD_KINDS

    def _go_with(self, name: Name, taken: set[int]) -> tuple[int, bool, bool]:
        """Words against the name, and whether its district and province occur; fills `taken`."""
        against, in_district, in_province = 0, False, False
        for start, end, plain in self.around:
            if any(place in taken for place in range(start, end)):
                continue
            if plain in name.districts:
                in_district = True
            elif plain in name.provinces:
                in_province = True
            elif all(self.silent[start:end]):
                continue
            else:
                against += _NEVER if plain in self.provinces else end - start
            taken.update(range(start, end))
        return against, in_district, in_province

    def _nearly_around(self, name: Name, left: Sequence[int]) -> bool:
        """Whether the words left over are the district or province with one letter wrong."""
        glued = "".join(self.words[place].plain for place in left)
        return len(glued) >= _SHORTEST_TYPO and any(
            OSA.distance(glued, plain.replace(" ", ""), score_cutoff=1) <= 1
            for plain in name.districts | name.provinces
        )

    def _is_province(self, name: Name, start: int, end: int) -> bool:
        """ "Vĩnh Long" alone is the province, not a commune of that name somewhere else."""
        plain = " ".join(word.plain for word in self.words[start:end])
        return plain in self.provinces and plain not in name.provinces

    def _is_doubtful(self, start: int, end: int, placed: bool) -> bool:
        """A hamlet's name, or a single word amid others with nothing to say that it is a commune."""
        if self.silent[start] and self._in_hamlet(start):
            return True
        return end - start == 1 < len(self.words) and not placed

    def _in_hamlet(self, place: int) -> bool:
        return any(word.plain in _HAMLETS for word in self.words[max(0, place - _HAMLET_REACH) : place])


def read(words: Sequence[Token], known: Container[str], provinces: Container[str]) -> PlaceReading:
    """The reading of a text.

    known   all names of districts and provinces; provinces: the latter alone
    """
    around = [span for span in spans(words, range(len(words)), _LONGEST_AROUND) if span[2] in known]
    around.sort(key=lambda span: span[0] - span[1])
    return PlaceReading(words, tuple(around), _silent(words), provinces)


def spans(words: Sequence[Token], starts: Iterable[int], longest: int) -> Iterator[TokenSpan]:
    """Runs of at most `longest` words from each of `starts`, none across a break.

    Each is its first place, its last + 1, and the words joined.
    """
    for start in starts:
        plain = ""
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            if words[end - 1].plain == ",":
                break
            plain = f"{plain} {words[end - 1].plain}".lstrip()
            yield start, end, plain


def _silent(words: Sequence[Token]) -> tuple[bool, ...]:
    """Which words need no explanation: kinds, politeness, and a hamlet with its name or number."""
    silent, reach = [], 0
    for word in words:
        if word.plain in _HAMLETS:
            reach = _HAMLET_REACH
        elif word.plain == "," or word.kind:
            reach = 0
        silent.append(reach > 0 or bool(word.kind) or word.plain in _SILENT)
        reach -= 1
    return tuple(silent)
