"""`loa staff`: a whole province invited at once, mistakes by cell; invitations and addresses listed and taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from bot.domain.messages import Address, Message
from bot.domain.people import Role
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Transaction
from bot.store.messages import outbox as parcels
from bot.store.people import visitors
from bot.store.staff import invitations, members, new_addresses, sessions
from tests.cli.operators import Operator

HEADINGS = ("Tên", "Việc", "Xã", "Kỹ năng", "Giữ nhiều nhất")
CODE = r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b"
MINH = Address("telegram", "loa", "7")
DESK = Address("webchat", "web", "desk")


def book(tmp_path: Path, *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> str:
    made, body = Workbook(), BytesIO()
    assert made.active is not None
    for row in (headings, *rows):
        made.active.append(row)
    made.save(body)
    file = tmp_path / "staff.xlsx"
    file.write_bytes(body.getvalue())
    return str(file)


def joined(tx: Transaction, code: str, at: Address = MINH) -> str:
    member = invitations.redeem(tx, code_hash(code), at, datetime.now(UTC), "vi")
    return member.name if member is not None else ""


def test_a_province_is_invited_from_the_template(operator: Operator, tmp_path: Path) -> None:
    operator.says("staff", "template", str(tmp_path / "can-bo.xlsx"))
    assert "Đã mời 2 người" in operator.says("staff", "import", str(tmp_path / "can-bo.xlsx"))
    slips = (tmp_path / "phieu-moi.html").read_text(encoding="utf-8")
    codes = re.findall(f'<div class="code">({CODE})', slips)
    assert len(codes) == 2
    assert "mã mời " + codes[0] in slips
    assert operator.does(lambda tx: joined(tx, codes[0])) == "Chị Minh"
    (minh,) = operator.does(members.all_staff)
    assert (minh.role, len(minh.communes), minh.skills, minh.capacity) == (Role.OFFICER, 1, {"khmer"}, 20)
    assert (tmp_path / "phieu-moi.html").stat().st_mode & 0o077 == 0
    listed = operator.says("staff", "invitations")
    assert "Anh Phúc" in listed
    assert "Chị Minh" not in listed
    assert "đã có" in operator.fails("staff", "import", str(tmp_path / "can-bo.xlsx")), "slips are not overwritten"


def test_mistakes_are_told_at_once_and_nobody_is_invited(operator: Operator, tmp_path: Path) -> None:
    said = operator.fails("staff", "import", book(tmp_path, ("Minh", "sếp", "Atlantis"), ("Hoa", "sếp", "Mỹ Long")))
    assert "có 3 lỗi" in said
    assert [at for at in ("B2:", "C2:", "B3:") if at not in said] == []
    assert "Không có mã mời nào" in operator.says("staff", "invitations")
    assert not (tmp_path / "phieu-moi.html").exists()
    assert "Không đọc được" in operator.fails("staff", "import", str(tmp_path / "none.xlsx"))


def invited(operator: Operator, name: str = "Minh", commune: str = "Mỹ Long") -> str:
    found = re.search(CODE, operator.says("staff", "invite", "--name", name, "--commune", commune))
    assert found
    return found[0]


def test_an_invitation_that_is_revoked_lets_nobody_in(operator: Operator) -> None:
    code = invited(operator)
    mark = re.search(r"[0-9a-f]{8}", operator.says("staff", "invitations"))
    assert mark
    assert "Đã hủy" in operator.says("staff", "revoke", "--invitation", mark[0])
    assert operator.does(lambda tx: joined(tx, code)) == ""
    assert "Không có mã mời" in operator.fails("staff", "revoke", "--invitation", mark[0])
    assert "một trong bốn" in operator.fails("staff", "revoke")
    assert "một trong bốn" in operator.fails("staff", "revoke", "--all-sessions", "--address", "1")


def test_one_or_everybody_is_signed_out_of_the_board(operator: Operator) -> None:
    code = invited(operator)
    operator.does(lambda tx: joined(tx, code))
    now = datetime.now(UTC)

    def signed_in(tx: Transaction, token: str) -> None:
        sessions.give_code(tx, 1, token, now + timedelta(minutes=9), now)
        sessions.enter(tx, token, token, now, now + timedelta(hours=9))

    for tokens, option in ((("a", "b"), ("--sessions-of", "1")), (("c",), ("--all-sessions",))):
        for token in tokens:
            operator.does(lambda tx, token=token: signed_in(tx, token))
            assert operator.does(lambda tx, token=token: sessions.of_token(tx, token, now)) is not None
        assert f"Đã hủy {len(tokens)} phiên" in operator.says("staff", "revoke", *option)
        assert "Đã hủy 0 phiên" in operator.says("staff", "revoke", *option)
    operator.does(lambda tx: sessions.give_code(tx, 1, "unused", now + timedelta(minutes=9), now))
    operator.says("staff", "revoke", "--all-sessions")
    assert operator.does(lambda tx: sessions.enter(tx, "unused", "d", now, now + timedelta(hours=9))) is None
    assert "Không có cán bộ nào mang số 99" in operator.fails("staff", "revoke", "--sessions-of", "99")


def test_addresses_are_listed_let_in_and_thrown_out(operator: Operator) -> None:
    code = invited(operator)
    operator.does(lambda tx: joined(tx, code))

    def waits(tx: Transaction) -> None:
        now = datetime.now(UTC)
        which = visitors.settle_in(tx, DESK, now, "vi")
        new_addresses.offer(tx, 1, b"typed", now + timedelta(minutes=9))
        new_addresses.bring(tx, b"typed", which, b"tapped", now, now + timedelta(hours=9))

    def waits_again(tx: Transaction) -> None:
        now = datetime.now(UTC)
        which = visitors.settle_in(tx, replace(DESK, chat="another"), now, "vi")
        new_addresses.offer(tx, 1, b"typed again", now + timedelta(minutes=9))
        new_addresses.bring(tx, b"typed again", which, b"tapped again", now, now + timedelta(hours=9))

    operator.does(waits)
    assert "đợi 1" in operator.says("staff", "addresses", "1")
    assert "đang đợi" in operator.fails("staff", "addresses", "--let-in", "9")
    assert "Đã cho" in operator.says("staff", "addresses", "--let-in", "1")
    places = operator.does(lambda tx: members.places(tx, 1))
    assert [one.address for one in places] == [MINH, DESK]
    operator.does(waits_again)
    assert "đang đợi" in operator.fails("staff", "addresses", "--refuse", "9")
    waiting = re.search(r"đợi (\d+)", operator.says("staff", "addresses", "1"))
    assert waiting
    assert "Đã từ chối" in operator.says("staff", "addresses", "--refuse", waiting[1])
    assert "đợi" not in operator.says("staff", "addresses", "1")
    assert "Đã bỏ" in operator.says("staff", "revoke", "--address", str(places[1].id))
    assert [one.address for one in operator.does(lambda tx: members.places(tx, 1))] == [MINH]
    assert "Không có nơi nào" in operator.fails("staff", "revoke", "--address", str(places[1].id))


def test_another_commune_withdraws_what_waits(operator: Operator) -> None:
    code = invited(operator)
    operator.does(lambda tx: joined(tx, code))

    def queued(tx: Transaction) -> None:
        parcels.post(tx, "list", MINH, Message("1. Lan"), datetime.now(UTC), reader=1, names=(1,))

    operator.does(queued)
    said = operator.says("staff", "edit", "1", "--name", "Chị Minh", "--commune", "Phường Trà Vinh")
    assert "Đã đổi cán bộ số 1" in said
    (minh,) = operator.does(members.all_staff)
    assert (minh.name, minh.communes) == ("Chị Minh", {"29242"})
    assert operator.does(lambda tx: parcels.state(tx, "list")) == "withdrawn"
    assert "cần ít nhất một xã" in operator.fails("staff", "edit", "1", "--everywhere")
    assert "đang làm việc" in operator.fails("staff", "edit", "9", "--name", "X")
