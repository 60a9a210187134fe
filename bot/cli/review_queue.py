"""Questions without a good answer, in groups with guesses, turned into changes of content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.at_the_database import at_the_database
from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.library import Library, load
from bot.library.editing.changes import Change, with_answer, with_ask
from bot.search.evaluation.grouping import grouped
from bot.search.finder import Finder
from bot.settings.settings import Settings
from bot.store.statistics import unanswered
from bot.store.statistics.unanswered import Unanswered
from bot.talk.scene import entries

MOST = 1000


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that ask much the same, the most typical first; `number` is the smallest.

    guess   id of the answer that was chosen from those offered, or that is nearest; "" where there is none
    """

    number: int
    asked: tuple[Unanswered, ...]
    guess: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The different texts."""
        return tuple(dict.fromkeys(each.text for each in self.asked))


class ReviewQueue:
    """The questions that wait in the database, beside the content that should answer them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def library(self) -> Library:
        return load(self._settings.content)

    def groups(self) -> list[QuestionGroup]:
        """The largest first."""
        library = self.library()
        waiting = at_the_database(self._settings, lambda tx: unanswered.waiting(tx, MOST), writes=False)
        finder = Finder(entries(library, datetime.now(VIET_NAM).date()), library.vocabulary)
        places = grouped([each.text for each in waiting], library.vocabulary)
        groups = [tuple(waiting[place] for place in group) for group in places]
        return [QuestionGroup(min(each.number for each in group), group, _guess(group, finder)) for group in groups]

    def group(self, number: int) -> QuestionGroup:
        """The group that has this question in it. Raises Trouble."""
        for group in self.groups():
            if number in {each.number for each in group.asked}:
                return group
        raise Trouble(f"Không có câu hỏi số {number} đang đợi.")

    def ask(self, answer: str, ask: str) -> tuple[Change, ...]:
        """The change that makes `ask` one more way of asking for an answer. Raises Trouble."""
        known = self.library().answers.get(answer)
        if known is None:
            raise Trouble(f"Không có câu trả lời “{answer}”.")
        path, text = self._read(known.topic, "topic.yaml")
        try:
            return (Change(path, text, with_ask(text, answer, ask)),)
        except ValueError as error:
            raise Trouble(f"{path}: {error}") from error

    def new(self, topic: str, answer: str, title: str, asks: Sequence[str]) -> tuple[Change, ...]:
        """The changes that begin a new answer, whose words an editor has to fill in. Raises Trouble."""
        library = self.library()
        if topic not in library.topics or answer in library.answers:
            raise Trouble(f"Không có chủ đề “{topic}”, hoặc đã có câu trả lời “{answer}”.")
        (sheet_path, sheet), (page_path, page) = self._read(topic, "topic.yaml"), self._read(topic, "vi.md")
        try:
            fuller, longer = with_answer(sheet, page, answer, title, tuple(asks))
        except ValueError as error:
            raise Trouble(str(error)) from error
        return Change(sheet_path, sheet, fuller), Change(page_path, page, longer)

    def write(self, changes: Sequence[Change]) -> None:
        for change in changes:
            (self._settings.content / change.path).write_text(change.after, encoding="utf-8")

    def settle(self, group: QuestionGroup) -> None:
        """An editor has seen to these questions."""
        numbers = [each.number for each in group.asked]
        at_the_database(self._settings, lambda tx: unanswered.settle(tx, numbers, datetime.now(UTC)))

    def _read(self, topic: str, name: str) -> tuple[str, str]:
        path = Path("topics") / topic / name
        return path.as_posix(), (self._settings.content / path).read_text(encoding="utf-8")


def _guess(group: Sequence[Unanswered], finder: Finder) -> str:
    chosen = Counter(each.answer for each in group if each.kind == "chosen")
    if chosen:
        return chosen.most_common(1)[0][0]
    wrong = {each.answer for each in group if each.kind == "wrong"}
    return next((hit.id for hit in finder.ask(group[0].text).hits if hit.id not in wrong), "")
