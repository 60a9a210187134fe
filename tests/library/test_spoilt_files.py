"""Nothing but Mistakes leaves `load`, whatever becomes of the files: over three thousand are spoilt to show it."""

from __future__ import annotations

import random

from tests.library.conftest import CAMPAIGN, Folder

PAGE = "topics/paying/vi.md"
SHEET = "topics/paying/topic.yaml"

MUTATED = (
    PAGE,
    SHEET,
    "topics/paying/en.md",
    "places/86.yaml",
    "search/words.yaml",
    "search/guards.yaml",
    "posters/a.yaml",
    "campaigns/tin.md",
    "campaigns/hosts.yaml",
)
NEEDED = ("offices/home.yaml", "figures/methods.yaml", "offices/ben-tre.yaml", "search/dialect.yaml")
SPLICES = (
    *[
        "{{",
        "}}",
        "{%",
        "%}",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        ":",
        "-",
        "#",
        "&",
        "*",
        "!",
        ">",
        "'",
        '"',
        "**",
        "~",
        "1e999",
        "0",
        "-1",
        "---",
        "##",
        "<<:",
        "\\",
        "é",
        "🙂",
        "dong(",
        "a",
    ],
    *"| \n\t\0\ufeff",
)
ROUNDS, EACH = 300, 12


def test_whatever_becomes_of_the_files_nothing_but_mistakes_comes_out(folder: Folder) -> None:
    """Over three thousand files spoilt by a die that always falls the same way, twelve of them in each reading."""
    folder.write("search/words.yaml", "filler: [ạ, dạ]\ncommon: [tiền]\nloans: [viettel]\n")
    folder.write("search/guards.yaml", "chao:\n  kind: smalltalk\n  asks: [chào]\n  reply: {vi: Dạ chào ạ}\n")
    folder.write("search/dialect.yaml", '"dìa": "về"\n').write("posters/a.yaml", "AB23: {where: chợ, commune: 28756}\n")
    folder.write("offices/ben-tre.yaml", "name: {vi: a}\naddress: b\nhours: {vi: c}\ncommunes: [28756]\n")
    folder.write("campaigns/tin.md", CAMPAIGN).write("campaigns/hosts.yaml", "hosts: [vinhlong.gov.vn]\n")
    assert folder.mistakes() == []
    whole = {file: (folder.content / file).read_bytes() for file in (*MUTATED, *NEEDED)}
    die, told = random.Random(20261129), 0
    for number in range(ROUNDS):
        chosen = [*MUTATED, *(NEEDED if number % 3 == 0 else (SHEET, PAGE, PAGE))][:EACH]
        for file in dict.fromkeys(chosen):
            data = whole[file]
            for _ in range(chosen.count(file)):
                data = spoilt(data, die)
            (folder.content / file).write_bytes(data)
        mistakes = folder.mistakes()
        told += bool(mistakes)
        assert not any("Loa không đọc được nội dung này" in mistake for mistake in mistakes), mistakes
        for file in dict.fromkeys(chosen):
            (folder.content / file).write_bytes(whole[file])
    assert told > ROUNDS * 0.9
    assert folder.mistakes() == []


def spoilt(data: bytes, die: random.Random) -> bytes:
    """One slip of an editor, of her program, or of her disk."""
    at = die.randrange(len(data) + 1)
    end = min(len(data), at + die.choice((0, 1, 1, 5, 40)))
    match die.randrange(5):
        case 0:
            return data[:at] + die.choice(SPLICES).encode() + data[end:]
        case 1:
            return data[:at] + die.choice(SPLICES).encode() * die.choice((2, 50, 400)) + data[end:]
        case 2:
            return data[:at] + bytes([die.randrange(256)]) + data[end:]
        case 3:
            return data[:at] + data[at : at + 200] + data[at:]
        case _:
            lines = data.split(b"\n")
            die.shuffle(lines)
            return b"\n".join(lines)
