"""A figure has its day and its basis, or no citizen sees it: typed anywhere else, it is a mistake at its field."""

from __future__ import annotations

import pytest

from bot.library.editing.kinds.tables import SHAPES
from bot.library.load import load
from bot.library.translations import FILE
from tests.content import CONTENT
from tests.library.conftest import CAMPAIGN, Folder
from tests.library.test_forms import Desk
from tests.library.test_khmer import DRAFTS
from tests.library.test_shapes import FEELINGS, GUARDS, MEETING

MONEY, SHARE, AGE, WORDS, ENGLISH = "330.000 đồng", "22 %", "60 tuổi", "hai mươi năm", "fifteen years"
# Wherever something is typed that citizens read, by kind, thing and field; what is typed, and where it is told.
PLACES = [
    ("answer", "thap-nhat", "vi.title", f"Ít nhất {MONEY}?"),
    ("answer", "thap-nhat", "vi.title", f"Đóng đủ {WORDS} là có lương hưu"),
    ("answer", "thap-nhat", "vi.title", f"Đóng {SHARE}?"),
    ("answer", "thap-nhat", "vi.short", f"Dạ, {MONEY}."),
    ("answer", "thap-nhat", "vi.short", "Dạ, 1tr5."),
    ("answer", "thap-nhat", "vi.short", "Dạ, ba trăm nghìn."),
    ("answer", "thap-nhat", "vi.detail", f"Dạ, {AGE}."),
    ("answer", "thap-nhat", "en.title", "Is it 330,000 dong?"),
    ("answer", "thap-nhat", "en.short", f"You pay for {ENGLISH}."),
    ("answer", "thap-nhat", "en.detail", "It is 22 percent."),
    ("answer", "thap-nhat", "basis", f"Mức thấp nhất là {MONEY}"),
    ("topic", "paying", "title", f"Tiền đóng từ {MONEY}"),
    ("topic", "paying", "title.en", "Contributions of 22 percent"),
    ("figure", "reference_level", "name", f"Mức tham chiếu {MONEY}"),
    ("office", "my-long", "name", f"Bưu điện (thu {MONEY})"),
    ("office", "my-long", "name.en", "Post office, 22 percent"),
    ("office", "my-long", "hours", f"sáng thứ Bảy, phí {MONEY}"),
    ("duty", "home", "name", f"Loa, đóng từ {MONEY}"),
    ("duty", "home", "notice", f"Loa thử nghiệm. Nhà nước góp {SHARE}."),
    ("duty", "home", "notice.en", "The State pays 50 percent."),
    ("duty", "home", "hours", f"Giờ hành chính, phí {MONEY}"),
    ("support", "tinh", "payer", f"tỉnh Ví Dụ ({MONEY})"),
    ("support", "tinh", "basis", f"Nghị quyết 1: {MONEY}"),
    ("meeting", "cho-phien", "name.vi", f"Chợ phiên: {MONEY} mỗi tháng"),
    ("meeting", "cho-phien", "bring.vi", f"Mang {MONEY}"),
    ("meeting", "cho-phien", "bring.en", "Bring 330,000 dong"),
    ("guard", "pets", "reply.vi", f"Dạ, cái đó {MONEY}."),
    ("guard", "pets", "reply.vi", "Dạ, gọi 1900 9068."),
    ("guard", "pets", "reply.en", f"That takes {ENGLISH}."),
    ("campaign", "tin", "title", f"Đóng từ {MONEY}"),
    ("campaign", "tin", "vi.title", f"Góp từ {MONEY}"),
    ("campaign", "tin", "vi.short", f"Dạ, {MONEY}."),
    ("campaign", "tin", "vi.short", "Dạ, gọi 0912 345 678."),
    ("campaign", "tin", "en.short", f"Pay for {ENGLISH}."),
    ("campaign", "tin", "basis", f"Mức thấp nhất là {MONEY}"),
    ("khmer", "thap-nhat", "km", "បង់ 330.000 ដុង"),
    ("khmer", "thap-nhat", "km", "បង់ ៣៣០.០០០ដុង"),
    ("khmer", "thap-nhat", "km", "បង់ ១៥ ឆ្នាំ"),
    ("khmer", "thap-nhat", "km", "អាយុ ១៥"),
    ("khmer", "thap-nhat", "title", "បង់ 330.000 đồng?"),
    ("khmer", "thap-nhat", "title", "បង់ ៥០ដង?"),
    ("khmer", "greeting", "vi", f"Dạ, đóng {MONEY}."),
    ("consent", "2027-01-15", "text.vi", f"Giữ {{keep_days}} ngày, rồi thêm {WORDS}."),
    ("consent", "2027-01-15", "text.en", "Kept {keep_days} days, then 24 months."),
]


@pytest.fixture
def desk(folder: Folder) -> Desk:
    folder.write("search/guards.yaml", GUARDS).write("search/feelings.yaml", FEELINGS)
    folder.write(FILE, DRAFTS)
    folder.write("campaigns/tin.md", CAMPAIGN).write("campaigns/hosts.yaml", "hosts: [vinhlong.gov.vn]\n")
    return Desk(folder.write("meetings/cho-phien.yaml", MEETING).content)


@pytest.mark.parametrize(("kind", "thing", "field", "typed"), PLACES)
def test_a_figure_typed_as_it_is_gets_to_nobody(desk: Desk, kind: str, thing: str, field: str, typed: str) -> None:
    told = desk.slip(kind, thing, field, typed)
    assert field in told, told
    assert "viết thẳng" in told[field][0]


def test_every_kind_that_says_something_is_tried_here() -> None:
    silent = {"target", "place", "reply", "choice", "feeling", "heading", "hosts"}  # no citizen reads them
    assert {kind for kind, *_rest in PLACES} >= set(SHAPES) - silent


@pytest.mark.parametrize("heading", ["Trên 330.000 đồng?", "Được 60 tuổi"])
def test_nor_by_way_of_print(folder: Folder, heading: str) -> None:
    page = (CONTENT / "prints/vi.md").read_text(encoding="utf-8")
    for path in (CONTENT / "prints").glob("*.typ"):
        folder.write(f"prints/{path.name}", path.read_text(encoding="utf-8"))
    folder.write("prints/vi.md", page.replace("## Ai tham gia được?", f"## {heading}"))
    assert any("prints/vi.md" in one and "viết thẳng" in one for one in folder.mistakes())
    folder.write("prints/vi.md", page).write("prints/tent.typ", "#text(12pt)[Chỉ 330.000 đồng]\n#rect(width: 100%)")
    assert [one for one in folder.mistakes() if "viết thẳng" in one] == [
        "prints/tent.typ:1:1: “330.000 đồng” là số tiền viết thẳng ở chỗ không có ngày, không có căn cứ. "
        "Hãy để con số trong lời của câu trả lời, gọi bằng tên."
    ]


def test_a_value_without_its_day_or_basis_is_refused(desk: Desk) -> None:
    for field in ("from", "basis"):
        assert f"v0.{field}" in desk.slip("figure", "reference_level", f"v0.{field}", "")


def test_what_people_ask_may_name_anything_for_nobody_is_shown_it(desk: Desk) -> None:
    asks = "60 tuổi đóng được không\n330.000 đồng một tháng hả\n22% là gì\nđóng 15 năm"
    assert desk.slip("answer", "thap-nhat", "asks", asks) == {}
    assert desk.slip("answer", "thap-nhat", "vi.title", "Trên 60 tuổi có tham gia được không?") == {}


def test_the_number_of_the_hotline_is_filled_in_where_it_is_asked_for_by_name() -> None:
    said = load(CONTENT).vocabulary.reply("health_card", "vi") or ""
    assert "tổng đài 1900 9068" in said
    assert "{hotline}" in (CONTENT / "search/guards.yaml").read_text(encoding="utf-8")
