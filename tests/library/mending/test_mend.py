"""A good file spoilt in any of these ways is the good file again; what a machine cannot mend is left and told."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.mending.mend import mend
from tests.library.conftest import Folder

TONES = "\u0300\u0301\u0303\u0309\u0323"
FIGURES, SHEET, PAGE, OFFICE = (
    "figures/contribution.yaml",
    "topics/paying/topic.yaml",
    "topics/paying/vi.md",
    "offices/my-long.yaml",
)
Spoils = Callable[[str, random.Random], str]


def anywhere(pattern: str, *puts: Callable[[re.Match[str]], str]) -> Spoils:
    """The first place that a pattern finds, and some of the others, each written in one of these ways."""

    def spoil(text: str, chance: random.Random) -> str:
        first = re.search(pattern, text)

        def put(found: re.Match[str]) -> str:
            spoilt = first is not None and (found.start() == first.start() or chance.random() < 0.4)
            return chance.choice(puts)(found) if spoilt else str(found[0])

        return re.sub(pattern, put, text)

    return spoil


def grouped(mark: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{int(found[0]):,}".replace(",", mark)


def day(form: str) -> Callable[[re.Match[str]], str]:
    return lambda found: form.format(y=found[1], m=int(found[2]), d=int(found[3]))


#: For each way of spoiling: the files it is tried on, and what it does.
WAYS: dict[str, tuple[tuple[str, ...], Spoils]] = {
    "letters": ((FIGURES, SHEET, PAGE, OFFICE), anywhere(r"\w", lambda found: unicodedata.normalize("NFD", found[0]))),
    "tabs": (
        (FIGURES, SHEET, PAGE, OFFICE),
        anywhere(r"(?m)^(?:  )+|(?<=[-:,]) ", lambda f: "\t" * ((len(f[0]) + 1) // 2)),
    ),
    "quotes": ((FIGURES, SHEET, OFFICE), anywhere(r'"([^"]*)"', lambda f: f"“{f[1]}”", lambda f: f"”{f[1]}“")),
    "amounts": (
        (FIGURES,),
        anywhere(
            r"(?<=value: )\d{7}(?=,)", grouped("."), grouped(","), grouped(" "), lambda f: f"{grouped('.')(f)} đồng"
        ),
    ),
    "small amounts": ((FIGURES,), anywhere(r"(?<=value: )\d{4,6}(?=,)", grouped("."))),
    "shares": ((FIGURES,), anywhere(r"(?<=value: )0\.\d+", lambda found: found[0].replace(".", ","))),
    "days": (
        (FIGURES, SHEET),
        anywhere(
            r"(\d{4})-(\d\d)-(\d\d)",
            day("{d}/{m}/{y}"),
            day("{d:02}/{m:02}/{y}"),
            day("{d}.{m}.{y}"),
            day("{y}/{m}/{d}"),
            day("{y}-{m}-{d}"),
        ),
    ),
    "flags": ((FIGURES,), anywhere(r"(?<=: )(true|false)(?=[,}])", lambda f: f[0].title(), lambda f: f[0].upper())),
    "items": (
        (PAGE,),
        anywhere(r"(?m)^- ", *(lambda f, mark=mark: mark for mark in ("• ", "•", "· ", "– ", "-", "+"))),
    ),
    "byte order": ((SHEET, PAGE), anywhere(r"(?<=\w)(?=\w)", lambda _f: "\ufeff")),
}


def texts(folder: Folder) -> dict[str, bytes]:
    return {file: (folder.content / file).read_bytes() for file in (FIGURES, SHEET, PAGE, OFFICE)}


def mended(folder: Folder) -> list[str]:
    mending = mend(folder.content)
    mending.write(folder.content)
    return [str(done) for done in mending.done]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("way", WAYS)
def test_a_good_file_spoilt_is_the_good_file_again(folder: Folder, way: str, seed: int) -> None:
    files, spoil = WAYS[way]
    good, chance = texts(folder), random.Random(seed)
    for file in files:
        folder.write(file, spoil(good[file].decode(), chance))
    assert texts(folder) != good
    done = mended(folder)
    assert texts(folder) == good, done
    assert done
    assert mended(folder) == []


@pytest.mark.parametrize("seed", range(8))
def test_several_ways_at_once(folder: Folder, seed: int) -> None:
    good, chance = texts(folder), random.Random(seed)
    for way in sorted(chance.sample([*WAYS], 4), key=[*WAYS][::-1].index):
        files, spoil = WAYS[way]
        for file in files:
            folder.write(file, spoil(read(folder, file), chance))
    mended(folder)
    assert texts(folder) == good


def in_cp1258(text: str) -> bytes:
    """As old Windows programs save it: tones are letters of their own."""
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in TONES)
        letters.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)) + tones)
    return "".join(letters).encode("cp1258")


@pytest.mark.parametrize("file", [FIGURES, SHEET, PAGE, OFFICE])
@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be", "cp1258"])
def test_another_encoding_becomes_utf_8(folder: Folder, file: str, code: str) -> None:
    good, path = texts(folder), folder.content / file
    text = good[file].decode()
    path.write_bytes(in_cp1258(text) if code == "cp1258" else text.encode(code))
    told = mended(folder)
    assert told[0].startswith(f"content/{file}:1: {'CP1258' if code == 'cp1258' else 'UTF-16'} → UTF-8")
    assert texts(folder) == good


def test_it_says_what_it_did_and_keeps_comments_order_and_line_ends(folder: Folder) -> None:
    rate = "value: 0.22, from: 2018-01-01"
    folder.change(FIGURES, rate, "value: 0,22, from: 1/1/2018").change(PAGE, "- gọi", "• gọi")
    path = folder.content / FIGURES
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes().decode()
    assert mended(folder) == [
        "content/figures/contribution.yaml:7: 1/1/2018 → 2018-01-01  (“1/1/2018” không phải là ngày)",
        "content/figures/contribution.yaml:7: 0,22 → 0.22  (Trong một con số không có dấu phẩy: số lẻ viết dấu chấm "
        "(0.50), số tiền viết liền (1500000))",
        "content/topics/paying/vi.md:8: • → -  (Không dùng dấu chấm tròn)",
    ]
    assert path.read_bytes().decode() == before.replace("value: 0,22, from: 1/1/2018", rate)


@pytest.mark.parametrize(
    ("old", "spoilt", "right"),
    [
        ("{2008: 2.29, 2009: 2.14,", "{2008: 2,29, 2009: 2,14,", "{2008: 2.29, 2009: 2.14,"),
        ("value: 2000000,", 'value: "2.000.000 đồng",', "value: 2000000,"),
        ("value: 0.75,", "value: 75%,", "value: 0.75,"),
    ],
)
def test_numbers_as_people_write_them(folder: Folder, old: str, spoilt: str, right: str) -> None:
    file = next(f for f in ("figures/pension.yaml", "figures/benefits.yaml") if old in read(folder, f))
    folder.change(file, old, spoilt)
    mended(folder)
    assert right in read(folder, file)
    assert folder.mistakes() == []


def read(folder: Folder, file: str) -> str:
    return (folder.content / file).read_text(encoding="utf-8")


def test_tables_headings_numbered_lines_and_links(folder: Folder) -> None:
    slips = "##Còn gì nữa? {#con-nua}\nDạ, [trang này] (https://a.vn).\n\n1.một\n2.hai"
    slips += "\n\n| {{ min_join_age }} | b |\n| c | d |"
    folder.change(PAGE, "- hoặc ra bưu điện", f"- hoặc ra bưu điện\n\n{slips}")
    mended(folder)
    right = "## Còn gì nữa? {#con-nua}\nDạ, [trang này](https://a.vn).\n\n1. một\n2. hai\n\n"
    assert right + "| {{ min_join_age }} | b |\n|---|---|\n| c | d |" in read(folder, PAGE)


#: What could mean more than one thing, or is somebody's own words: left as it is, and told.
LEFT = {
    "one and a half, or fifteen hundred": (FIGURES, "value: 0.22, from: 2018", "value: 1,500, from: 2018"),
    "years where months are asked": (FIGURES, "value: 6, from: 2025", "value: 15 năm, from: 2025"),
    "the thirteenth month": (SHEET, "since: 2025-07-01", "since: 07/13/2025"),
    "two versions": (PAGE, "- hoặc", "<<<<<<< HEAD\n- hoặc"),
    "a mark-up of its own": (PAGE, "- hoặc", "<b>hoặc</b>"),
    "half bold": (PAGE, "- hoặc", "- **hoặc"),
    "half a pair": (SHEET, '"Nghị định 159/2025/NĐ-CP, Điều 6"', '"Nghị định “159/2025/NĐ-CP, Điều 6"'),
    "a tab that could be two depths": (OFFICE, "communes: [28756]", "duty:\n  overdue:\n\tafter_days: 1"),
}


@pytest.mark.parametrize("case", LEFT)
def test_what_somebody_has_to_decide_is_left_and_told(folder: Folder, case: str) -> None:
    file, old, new = LEFT[case]
    before = read(folder.change(file, old, new), file)
    assert mended(folder) == []
    assert read(folder, file) == before
    assert folder.mistakes()


@pytest.mark.parametrize("old", ["B¶o hiÓm x· héi tù nguyÖn".encode("latin-1"), "Bảo hiểm\0 xã hội".encode()])
def test_an_encoding_that_nobody_can_tell_is_left(folder: Folder, old: bytes) -> None:
    (folder.content / PAGE).write_bytes(b"# " + old)
    assert mended(folder) == []
    assert old in (folder.content / PAGE).read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        '- "Dạ, “một”, hai"',
        "- “rút một lần” là gì",
        "a: Dạ “một”, “hai”",
        "a: |\n  “một”\n  - “hai”\nb: 1",
        "# - “một”",
        "a: 'x “y”'",
        "- Lời “Loa” nói",
    ],
)
def test_quotes_within_words_stay(folder: Folder, text: str) -> None:
    folder.write("search/x.yaml", text)
    assert mended(folder) == []


def test_a_file_saved_meanwhile_is_not_written_over(folder: Folder) -> None:
    folder.change(PAGE, "- gọi", "• gọi")
    mending = mend(folder.content)
    folder.change(PAGE, "hoặc ra bưu điện", "hoặc ra xã")
    with pytest.raises(OSError, match="vừa đổi"):
        mending.write(folder.content)
    assert "hoặc ra xã" in read(folder, PAGE)


def test_the_projects_own_content_has_nothing_to_mend(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "content").copy()
    assert mended(folder) == []
