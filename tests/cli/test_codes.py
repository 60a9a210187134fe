"""`loa codes`: every commune gets its codes once, and one that was given out is there for ever."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.facts import Fact, Step
from bot.library import Mistakes, load
from bot.store.engine.database import Transaction
from bot.store.outreach import codes
from bot.store.statistics import facts
from tests.cli.operators import CONTENT, NOW, Operator
from tests.store.samples import hired

HERE = 124


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = shutil.copytree(CONTENT, tmp_path / "content")
    monkeypatch.setenv("LOA_CONTENT", str(copied))
    return copied


def test_every_commune_gets_one_of_each_kind_and_keeps_it(operator: Operator, content: Path) -> None:
    assert operator.says("codes", "make", "--communes", "all").startswith(f"{HERE - 1} mã mới, 1 xã đã có.")
    used = content / "posters" / "used.txt"
    before = used.read_text()
    assert operator.says("codes", "make", "--communes", "all").startswith(f"0 mã mới, {HERE} xã đã có.")
    assert used.read_text() == before
    made = operator.says("codes", "make", "--communes", "Mỹ Long", "--kind", "leaflet", "--where", "Chợ {xã}")
    assert made.startswith("1 mã mới")
    posters, lines = load(content).posters, used.read_text().splitlines()[1:]
    assert used.read_text().startswith(before)
    assert {line.split()[0] for line in lines} == posters.keys()
    assert len(posters) == HERE + 1
    new = posters[lines[-1].split()[0]]
    assert (new.kind, new.where, new.commune) == ("leaflet", "Chợ xã Mỹ Long", "29419")


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("XMY7:", "XMY8:", "“XMY7” đã in thì không được bỏ"),
        ('"29419"', '"29242"', "“XMY7” đã in thì không được đổi loại hay đổi xã"),
        ('"29419"', '"29419"\n  kind: leaflet', "“XMY7” đã in thì không được đổi loại hay đổi xã"),
    ],
)
def test_a_printed_code_is_never_changed_or_reused(content: Path, was: str, becomes: str, told: str) -> None:
    file = content / "posters" / "posters.yaml"
    file.write_text(file.read_text().replace(was, becomes))
    with pytest.raises(Mistakes) as refused:
        load(content)
    assert told in str(refused.value)
    assert "content/posters/used.txt:2:" in str(refused.value)


def test_what_was_made_on_the_board_is_in_the_list_too(operator: Operator) -> None:
    library = load(CONTENT)

    def made(tx: Transaction) -> str:
        minh = hired(tx).id
        facts.count(tx, date(2026, 11, 23), Fact(Step.ARRIVAL, "29419", "web", "XMY7"), by=7)
        return codes.make(tx, library, CodeKind.AGENT, "29419", "Đại lý Bưu điện", minh, NOW).code

    code = operator.does(made)
    listed = {row[1]: row for line in operator.says("codes", "list").splitlines() if len(row := line.split()) > 1}
    assert "7" in listed["XMY7"]
    assert "Đại" in listed[code]
