"""A start finds what the one before has made, unless anything about it has changed."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.library import Mistakes
from bot.runtime.compiled import shelf
from bot.runtime.content import Knowing
from bot.talk.scene import Knowledge
from tests.content import CONTENT, ROOT
from tests.library.conftest import Folder, small_content

DAY = date(2026, 11, 24)


class Starts:
    """Starts of Loa with one content; counts how often it had to be made."""

    def __init__(self, home: Path, counted: pytest.MonkeyPatch) -> None:
        self.folder: Folder = small_content(home / "content")
        self.kept, self.made = home / "var" / "compiled", 0
        make = Knowing._made
        counted.setattr(Knowing, "_made", lambda own, content: [self._count(), make(own, content)][1])

    def _count(self) -> None:
        self.made += 1

    def start(self, day: date = DAY, keeps: int = 0) -> Knowledge:
        return Knowing(self.folder.content, day, keeps, self.kept).knowledge


@pytest.fixture
def starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Starts:
    return Starts(tmp_path, monkeypatch)


def test_the_second_start_makes_nothing_and_knows_the_same(starts: Starts) -> None:
    first, second = starts.start(), starts.start()
    assert starts.made == 1
    for text in ("đóng ít nhất bao nhiêu", "dong truoc", "what is the least i pay", "trời mưa"):
        assert second.finder.ask(text) == first.finder.ask(text)
    answer = second.library.answers["thap-nhat"]
    assert answer.show("vi", DAY, second.library.figures).text.startswith("Dạ, ít nhất")
    assert second.communes.find("phú khương") == first.communes.find("phú khương")
    assert second.library.places == first.library.places


def test_all_of_the_province_comes_back(tmp_path: Path) -> None:
    first = Knowing(CONTENT, DAY, kept=tmp_path).knowledge
    second = Knowing(CONTENT, DAY, kept=tmp_path).knowledge
    assert second is not first
    for id_, answer in first.library.answers.items():
        shown = second.library.answers[id_].show("vi", DAY, second.library.figures)
        assert shown == answer.show("vi", DAY, first.library.figures)
        ask = answer.asks[0]
        assert second.finder.ask(ask) == first.finder.ask(ask)
        assert second.phrasebook.feeling(ask) == first.phrasebook.feeling(ask)


def test_a_changed_file_is_read(starts: Starts) -> None:
    starts.start()
    page = starts.folder.content / "topics/paying/vi.md"
    page.write_text(page.read_text().replace("Mức đóng thấp nhất?", "Ít nhất bao nhiêu?"))
    assert starts.start().library.answers["thap-nhat"].title["vi"] == "Ít nhất bao nhiêu?"
    assert starts.made == 2


def test_another_program_makes_its_own(starts: Starts, monkeypatch: pytest.MonkeyPatch) -> None:
    starts.start()
    monkeypatch.setattr(shelf, "_program", lambda: "another")
    starts.start()
    assert starts.made == 2


def test_all_modules_that_make_a_knowledge_count_as_the_program() -> None:
    listing = "import sys, bot.talk.scene; print('\\n'.join(name for name in sys.modules if name.startswith('bot.')))"
    loaded = subprocess.run([sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True)
    rooms = (*(f"bot.{room}" for room in shelf.ROOMS), "bot.words", "bot.lazy")
    assert [name for name in loaded.stdout.split() if not name.startswith(rooms)] == []


def test_it_holds_until_the_law_or_the_month_changes(starts: Starts) -> None:
    starts.start()
    starts.start(date(2026, 11, 30))
    assert starts.made == 1
    starts.start(date(2026, 12, 1))
    assert starts.made == 2
    starts.start(DAY)
    assert starts.made == 2


def test_figures_read_the_same_as_long_as_it_holds(starts: Starts) -> None:
    library, day = starts.start().library, DAY
    until = library.says_the_same_until(day)
    before = {name: figure.on(day) for name, figure in library.figures.by_name.items()}
    last = date.fromordinal(until.toordinal() - 1)
    assert before == {name: figure.on(last) for name, figure in library.figures.by_name.items()}
    figure = library.figures.by_name["rural_poverty_line"].values[-1]
    assert library.says_the_same_until(date.fromordinal(figure.since.toordinal() - 1)) == figure.since


@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.9, 1.0])
def test_a_damaged_file_is_told_and_made_anew(starts: Starts, place: float) -> None:
    known = starts.start().finder.ask("đóng ít nhất bao nhiêu")
    (file,) = starts.kept.iterdir()
    whole = bytearray(file.read_bytes())
    middle = int(place * (len(whole) - 8))
    whole[middle : middle + 8] = bytes(255 - byte for byte in whole[middle : middle + 8])
    file.write_bytes(whole)
    with capture_logs() as logs:
        assert starts.start().finder.ask("đóng ít nhất bao nhiêu") == known
    told = [log["event"] for log in logs]
    assert told == ["compiled_damaged"] or starts.made == 1
    starts.start()
    assert starts.made <= 2


def test_half_a_file_is_damaged(starts: Starts) -> None:
    starts.start()
    (file,) = starts.kept.iterdir()
    file.write_bytes(file.read_bytes()[:-1000])
    with capture_logs() as logs:
        starts.start()
    assert [log["event"] for log in logs] == ["compiled_damaged"]


def test_where_nothing_can_be_written_it_is_made_each_time(starts: Starts) -> None:
    starts.kept.parent.parent.joinpath("var").write_text("not a folder")
    starts.start()
    starts.start()
    assert starts.made == 2


def test_nothing_faulty_is_kept(starts: Starts) -> None:
    page = starts.folder.content / "topics/paying/vi.md"
    page.write_text(page.read_text() + "{{ nothing }}")
    with pytest.raises(Mistakes):
        starts.start()
    assert not any(starts.kept.iterdir())


def test_of_several_processes_one_makes_it(starts: Starts) -> None:
    with ThreadPoolExecutor() as processes:
        found = list(processes.map(lambda _one: starts.start(), range(3)))
    assert starts.made == 1
    assert len({id(one) for one in found}) == 3


def test_what_is_kept_still_has_to_fit_the_settings(starts: Starts) -> None:
    starts.start()
    with pytest.raises(Mistakes, match="LOA_KEEP_LEAD_DAYS"):
        starts.start(keeps=10_000)


def test_only_the_last_ones_stay(starts: Starts) -> None:
    for month in range(1, 7):
        starts.start(date(2026, month, 1))
    assert len(list(starts.kept.iterdir())) == shelf.MOST
