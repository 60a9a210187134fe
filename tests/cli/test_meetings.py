"""`loa meeting`: a province's meetings from one file, all or none, mistakes by cell; what is planned."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from bot.domain.meetings import Plan
from bot.domain.people import Role
from bot.store.meetings import queries
from tests.cli.operators import Operator
from tests.store.samples import LAN, hired

HEADINGS = ("Loại", "Xã", "Địa điểm", "Ngày", "Từ", "Đến", "Cán bộ", "Tên buổi", "Số chỗ")
GOOD = ("Hội nghị", "Xã Mỹ Long", "Nhà văn hóa ấp 3", "05/12/2099", "8g30", "10g", "Minh", "Hội nghị tháng 12", 60)


def book(folder: Path, *rows: tuple[object, ...]) -> str:
    made = Workbook()
    made.active.append(HEADINGS)
    for row in rows:
        made.active.append(row)
    made.save(folder / "hoi-nghi.xlsx")
    return str(folder / "hoi-nghi.xlsx")


def staffed(operator: Operator) -> None:
    operator.does(lambda tx: hired(tx, communes=("29419",)))
    operator.does(lambda tx: hired(tx, LAN, "Hoa", Role.SUPERVISOR, ()))


def test_the_whole_file_is_announced_and_listed(operator: Operator, tmp_path: Path) -> None:
    staffed(operator)
    other = ("tư vấn ở chợ", "29419", "Chợ Mỹ Long", "06/12/2099", "2 giờ chiều", "", "Hoa", "", "")
    file = book(tmp_path, GOOD, other, ("Hội thảo chuyên đề", *GOOD[1:2], "Đình", *GOOD[3:]))
    tried = operator.says("meeting", "import", file, "--dry-run")
    assert "Tệp này sẽ đăng 3 buổi." in tried
    assert "C4: trùng giờ với “Hội nghị tháng 12” cũng trong tệp này" in tried
    assert operator.says("meeting", "list", "--json") == ""
    assert "Đã đăng 3 buổi." in operator.says("meeting", "import", file)
    said = operator.fails("meeting", "import", file)
    assert "có 3 lỗi" in said
    assert "C2: đã có: hội nghị 1" in said


def test_mistakes_are_told_by_cell_and_nothing_is_taken(operator: Operator, tmp_path: Path) -> None:
    staffed(operator)
    said = operator.fails(
        "meeting",
        "import",
        book(
            tmp_path,
            GOOD,
            ("Dạ hội", "Atlantis", "Chợ", "31/02/2099", "sớm", "", "Nga", "", "nhiều"),
            ("Hội nghị", "Xã Mỹ Long", "Chợ", "05/12/2020", "8g30", "7g", "", "", 0),
        ),
    )
    for told in (
        "A3: không có loại “Dạ hội”",
        "B3: “Atlantis” không phải tên xã nào",
        "D3: “31/02/2099” không phải là một ngày",
        "E3: “sớm” không phải là giờ",
        "G3: “Nga”: không có cán bộ nào tên vậy ở xã này",
        "I3: “nhiều” không phải là số",
        "D4: ngày giờ đó đã qua",
        "F4: giờ kết thúc phải sau giờ bắt đầu",
        "G4: cần tên cán bộ phụ trách",
        "I4: “0” không phải là số từ 1",
    ):
        assert told in said
    assert "Không đọc được" in operator.fails("meeting", "import", str(tmp_path / "none.xlsx"))
    assert "Chưa có buổi nào." in operator.says("meeting", "list")


def test_what_is_planned_is_listed_for_people_and_for_programs(operator: Operator) -> None:
    staffed(operator)
    soon = datetime.now(UTC) + timedelta(days=1)
    plan = Plan("hoi-nghi", "Hội nghị tháng này", "29419", "Đình Mỹ Long", soon, soon + timedelta(minutes=1), seats=60)
    operator.does(lambda tx: queries.add(tx, plan, 1, soon))
    assert "chưa đăng" in operator.says("meeting", "list")
    (line,) = operator.says("meeting", "list", "--json").splitlines()
    told = json.loads(line)
    assert (told["number"], told["state"], told["come"], told["seats"]) == (1, "planned", 0, 60)


def test_the_template_is_read_back(operator: Operator, tmp_path: Path) -> None:
    assert "Mẫu:" in operator.says("meeting", "template", str(tmp_path / "mau.xlsx"))
    found = load_workbook(BytesIO((tmp_path / "mau.xlsx").read_bytes())).worksheets[0]
    assert set(HEADINGS) <= {cell.value for cell in found[1]}
    assert "đã có" in operator.fails("meeting", "template", str(tmp_path / "mau.xlsx"))
