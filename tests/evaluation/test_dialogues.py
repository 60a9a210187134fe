"""Dialogues are played with the real talk and judged by what is wanted; a mistake in a file is told by its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File

import pytest
import yaml

from bot.evaluation.dialogues import Path, Wanted, dialogues, paths
from bot.evaluation.stage import Heard, Stage, staged
from bot.evaluation.verdicts import Verdict, counted, found, judge, leading
from bot.words import languages
from tests.content import CONTENT, ROOT, knowing
from tests.story import MONDAY

LIBRARY = knowing(CONTENT, MONDAY.date()).knowledge.library
WAYS = {"sorry": Path(("chia buồn|sorry",), ("115",))}


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged(LIBRARY, languages(ROOT / "locales")) as stage:
        yield stage


async def played(stage: Stage, *turns: dict[str, object], **more: object) -> Verdict:
    told = [{"id": "one", "voice": "seller", "kind": "what-if", "turns": list(turns), **more}]
    (dialogue,) = dialogues(told, WAYS, LIBRARY.answers)
    return await judge(stage, dialogue, WAYS)


async def test_a_citizen_is_right_to_the_last_turn(stage: Stage) -> None:
    verdict = await played(
        stage,
        {"say": "mức đóng thấp nhất là bao nhiêu", "answer": ["muc-dong-toi-thieu"], "shows": ["330,000"]},
        {"say": "tinh muc dong", "asks": "estimate/income"},
        {"say": "2 triệu", "asks": ["pension", "estimate"]},
        {"press": "cận nghèo", "shows": ["308.000"], "asks": "none"},
    )
    assert verdict.right


async def test_an_officer_speaks_of_the_requests_that_wait(stage: Stage) -> None:
    verdict = await played(
        stage,
        {"say": "nhận 2", "shows": ["0912 345 602", "Trần Văn Bảy"], "never": ["Nguyễn Thị Lan"]},
        {"press": "Gọi xong", "asks": "outcome/outcome"},
        officer=True,
        requests=["Nguyễn Thị Lan", "Trần Văn Bảy"],
    )
    assert verdict.right


async def test_it_ends_at_the_first_wrong_turn(stage: Stage) -> None:
    verdict = await played(
        stage,
        {"say": "tính mức đóng", "asks": "estimate"},
        {"say": "menu", "asks": "pension"},
        {"say": "x", "asks": "none"},
    )
    assert verdict.turn is not None
    assert verdict.turn.text == "menu"
    missing = await played(stage, {"press": "Không có nút này", "asks": "none"})
    assert missing.faults == ("không có nút đó",)


async def test_a_day_has_its_figures(stage: Stage) -> None:
    verdict = await played(
        stage, {"say": "tuổi nghỉ hưu năm nay", "answer": ["tuoi-nghi-huu"]}, day=MONDAY.date().replace(year=2027)
    )
    assert verdict.right


@pytest.mark.parametrize(
    ("wanted", "said", "right"),
    [
        (Wanted(shows=("1.330.000 đồng",)), "Dạ, 1,330,000 đồng ạ", True),
        (Wanted(shows=("330.000",)), "Dạ, 1.330.000 đồng", False),
        (Wanted(shows=("hoan tac|undo",)), "Hoàn tác", True),
        (Wanted(never=("nam",)), "Năm nay", False),
        (Wanted(path="sorry"), "Xin chia buồn, gọi 115", False),
        (Wanted(path="sorry"), "Xin chia buồn", True),
        (Wanted(asks=("none",)), "x", False),
        (Wanted(asks=("estimate/group", "pension/sex")), "x", True),
        (Wanted(answer=("tuoi-nghi-huu",)), "x", False),
    ],
)
def test_what_is_wanted_is_found_without_exact_wording(wanted: Wanted, said: str, right: bool) -> None:
    heard = Heard(said, (), "estimate/group", "vi")
    assert (not list(found(wanted, heard, LIBRARY, WAYS))) == right


def test_the_first_title_leads() -> None:
    titles = [LIBRARY.answers[id_].title["vi"] for id_ in ("tuoi-nghi-huu", "muc-dong-thang")]
    assert leading(Heard("\n\n".join(("Dạ.", *titles)), (), "", "vi"), LIBRARY) == "tuoi-nghi-huu"
    assert leading(Heard("Dạ.", (), "", "vi"), LIBRARY) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "danh sách"),
        ("[{voice: seller}]", "cuộc thứ 1"),
        ("[{id: a, voice: giant, kind: x, turns: [{say: b, asks: c}]}]", "voice"),
        ("[{id: a, voice: seller, kind: x, turns: []}]", "turns"),
        ("[{id: a, voice: seller, kind: x, turns: [{say: b}]}]", "không có điều gì"),
        ("[{id: a, voice: seller, kind: x, turns: [{say: b, press: c, asks: d}]}]", "say hoặc press"),
        ("[{id: a, voice: seller, kind: x, turns: [{say: b, shows: 330.000}]}]", "ngoặc kép"),
        ("[{id: a, voice: seller, kind: x, turns: [{say: b, path: joy}]}]", "path joy"),
        ("[{id: a, voice: seller, kind: x, turns: [{say: b, answer: gone}]}]", "gone"),
        ("[{id: a, voice: seller, kind: x, turns: [{say: b, show: c, asks: d}]}]", "show"),
        ("[{id: a, voice: seller, kind: x, turns: [{say: b, asks: c}]}, {id: a, voice: seller, kind: x,"
         " turns: [{say: b, asks: c}]}]", "trùng"),
    ],
)  # fmt: skip
def test_a_mistake_says_where_it_is(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        dialogues(yaml.safe_load(text), WAYS, LIBRARY.answers)


def test_ways_of_answering_have_signs() -> None:
    with pytest.raises(ValueError, match="joy"):
        paths({"joy": {"means": "x"}})
    file = File(ROOT / "tests/dialogues/paths.yaml")
    assert paths(yaml.safe_load(file.read_text(encoding="utf-8")))["condolence"].never


def test_every_file_can_be_read() -> None:
    known = paths(yaml.safe_load((ROOT / "tests/dialogues/paths.yaml").read_text(encoding="utf-8")))
    files = [*(ROOT / "tests/dialogues").glob("**/sealed*.yaml"), *(ROOT / "tests/dialogues/open").glob("*.yaml")]
    told = [one for file in files for one in dialogues(yaml.safe_load(file.read_text("utf-8")), known, LIBRARY.answers)]
    assert len({one.id for one in told}) == len(told) >= 200


async def test_counts_are_by_voice_and_by_kind(stage: Stage) -> None:
    right = await played(stage, {"say": "tính mức đóng", "asks": "estimate"})
    wrong = await played(stage, {"say": "tính mức đóng", "asks": "pension"})
    assert counted([right, wrong]) == ({"seller": (1, 2)}, {"what-if": (1, 2)})
