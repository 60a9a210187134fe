"""Forms over content files: what nobody touches stays, and what is wrong is told at the field, in plain Vietnamese."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.library import Library, Mistakes, load
from bot.library.editing.form import Field, Files, Form, written
from bot.library.editing.places import by_field
from bot.library.editing.registry import communes, form_of
from bot.library.editing.things import KINDS, Thing, found, slug, things
from bot.library.snapshot import Snapshot, take
from tests.content import CONTENT
from tests.library.conftest import Folder


class Desk:
    """An editor in front of a folder: fills in a form, and hears what the checker says of it."""

    def __init__(self, content: Path) -> None:
        self.library, self.files, self._content = load(content), take(content).files, content

    def form(self, kind: str, thing: str, topic: str = "paying") -> Form:
        form = form_of(self.library, self.files, kind, thing, topic)
        assert form is not None
        return form

    @property
    def today(self) -> date:
        return date(2026, 11, 30)

    @staticmethod
    def fields(library: Library, files: Files, thing: Thing) -> list[Field]:
        form = form_of(library, files, thing.kind, thing.id)
        return form.fields if form else []

    def filled(self, form: Form, **changed: str) -> Files:
        values = form.values | {key.replace("__", "."): value for key, value in changed.items()}
        return written(form, self.files, values, communes(self.library), {})

    def told(self, form: Form, after: Files) -> dict[str, list[str]]:
        folder = self._content.with_name("after") / "content"
        Snapshot(after).write(folder)
        try:
            load(folder)
        except Mistakes as error:
            return dict(by_field(form, after, error.mistakes))
        return {}

    def slip(self, kind: str, thing: str, field: str, typed: str) -> dict[str, list[str]]:
        form = self.form(kind, thing)
        return self.told(form, written(form, self.files, form.values | {field: typed}, communes(self.library), {}))

    def fills(self, kind: str, thing: str, **changed: str) -> dict[str, list[str]]:
        form = self.form(kind, thing)
        return self.told(form, self.filled(form, **changed))


@pytest.fixture
def desk(folder: Folder) -> Desk:
    folder.write("posters/posters.yaml", '# mã\nXMY7:\n  where: "Chợ"\n  commune: "28756"\n')
    return Desk(folder.content)


@pytest.fixture(scope="module")
def library() -> Library:
    return load(CONTENT)


MOST = 40  # of three thousand communes


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_sent_in_as_it_was_changes_no_letter(library: Library, kind: str) -> None:
    files = take(CONTENT).files
    names = communes(library)
    for thing in things(library, files, kind)[:MOST]:
        form = form_of(library, files, kind, thing.id)
        assert form is not None
        assert written(form, files, form.values, names, {}) == files, thing.id


SLIPS = {
    "a day typed as people write it, and nonsense": ("figure", "reference_level", "v6.from", "31/02/2027"),
    "no legal basis": ("figure", "reference_level", "v6.basis", ""),
    "no day from which it holds": ("figure", "reference_level", "v6.from", ""),
    "a share for a sum of money": ("figure", "reference_level", "v6.value", "2,5"),
    "words for a number": ("figure", "reference_level", "v6.value", "hai triệu rưỡi"),
    "a bare sum in an answer": ("answer", "thap-nhat", "vi.short", "Dạ, ít nhất 330.000 đồng mỗi tháng."),
    "a figure misspelt": ("answer", "thap-nhat", "vi.short", "Dạ, {{ dong(flor_contribution) }}."),
    "an answer too long": ("answer", "thap-nhat", "vi.short", "Dạ, dài quá. " * 40),
    "too few ways of asking": ("answer", "thap-nhat", "asks", "một\nhai"),
    "an answer related to nothing": ("answer", "thap-nhat", "related", "khong-co"),
    "no basis of an answer": ("answer", "thap-nhat", "basis", ""),
    "an unknown commune": ("office", "my-long", "communes", "Xã Không Có"),
    "hours that end before they begin": ("office", "my-long", "o0.hours", "11:00-07:00"),
    "no address": ("office", "my-long", "address", ""),
    "a map that is no link": ("office", "my-long", "map", "gần chợ"),
    "a weekday that there is not": ("duty", "home", "duty.days", "T2, T9"),
    "a wait without a unit": ("duty", "home", "duty.waits.again", "30"),
    "a poster nowhere": ("poster", "XMY7", "where", ""),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_at_its_field(desk: Desk, slip: str) -> None:
    kind, thing, field, typed = SLIPS[slip]
    new = {"v6.value": "2.700.000", "v6.from": "2027-07-01", "v6.basis": "Nghị định 1/2027", "v6.confirmed": "true"}
    form = desk.form(kind, thing)
    changed = (new if field.startswith("v6") else {}) | {field: typed}
    told = desk.told(form, written(form, desk.files, form.values | changed, communes(desk.library), {}))
    assert list(told) == [field], told


def test_a_new_value_is_typed_as_people_write_and_ends_the_one_before(desk: Desk) -> None:
    form = desk.form("figure", "reference_level")
    after = desk.filled(
        form,
        v6__value="2.700.000 đồng",
        v6__from="01/07/2027",
        v6__basis="Nghị định 1/2027/NĐ-CP",
        v6__source="Công báo",
        v6__confirmed="true",
    )
    assert desk.told(form, after) == {}
    text = after["figures/contribution.yaml"].decode()
    new = '- {value: 2700000, from: 2027-07-01, basis: "Nghị định 1/2027/NĐ-CP", source: "Công báo", confirmed: true}'
    assert new in text
    assert "confirmed: true, to: 2027-06-30}" in text


def test_shares_counts_and_tables_are_read_as_they_are_shown(desk: Desk) -> None:
    assert desk.form("figure", "contribution_rate").values["v1.value"] == "22 %"
    for name, typed, inside in (
        ("contribution_rate", "23,5 %", "value: 0.235,"),
        ("rural_poverty_line", "1.600.000", "value: 1600000,"),
    ):
        form = desk.form("figure", name)
        assert inside in desk.filled(form, v1__value=typed)["figures/contribution.yaml"].decode()


def test_a_new_answer_an_office_and_a_poster_come_from_empty_forms(desk: Desk) -> None:
    answer = desk.form("answer", "dong-bang-vang")
    after = desk.filled(
        answer, vi__title="Đóng bằng vàng?", vi__short="Dạ chưa được.", asks="vàng\nđóng vàng\ntra vang\nvàng miếng",
        basis="Luật BHXH 41/2024/QH15, Điều 36", since="2025-07-01",
    )  # fmt: skip
    assert desk.told(answer, after) == {}
    office = desk.form("office", "ben-tre")
    after = desk.filled(
        office, name="BHXH Bến Tre", address="ấp 2", hours="cả tuần", communes="Phú Khương", kind="bhxh",
        o0__days="T2, T3", o0__hours="07:00-11:00, 13:00-17:00",
    )  # fmt: skip
    assert desk.told(office, after) == {}
    assert "communes: [28756]" in after["offices/ben-tre.yaml"].decode()
    poster = desk.form("poster", "ABC2")
    assert desk.told(poster, desk.filled(poster, where="Bưu điện")) == {}


def test_an_answer_is_changed_where_it_is_and_a_value_goes_with_its_row(desk: Desk) -> None:
    after = desk.filled(desk.form("answer", "thap-nhat"), vi__title="Ít nhất bao nhiêu?", tool="pension")
    page = after["topics/paying/vi.md"].decode()
    assert page == desk.files["topics/paying/vi.md"].decode().replace("Mức đóng thấp nhất?", "Ít nhất bao nhiêu?")
    form = desk.form("figure", "rural_poverty_line")
    assert "2200000" not in desk.filled(form, v2__drop="1")["figures/contribution.yaml"].decode()


def test_things_are_found_as_people_type(library: Library) -> None:
    assert found(things(library, {}, "answer"), "muc dong toi thieu")[0].id == "muc-dong-toi-thieu"
    assert [one.id for one in found(things(library, {}, "figure"), "muc tham chieu truoc luong")] == ["reference_level"]
    assert slug("Đóng trước có lợi không?", "answer", {"dong-truoc-co-loi-khong"}) == "dong-truoc-co-loi-khong-2"
