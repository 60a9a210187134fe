"""What an operator types, and the one sentence she reads when it cannot be done."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from bot.cli.main import COMMANDS, loaded, main
from bot.domain.messages import Address, Message
from bot.domain.people import Role
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Transaction
from bot.store.engine.lockfile import only_process
from bot.store.engine.vault import Vault
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Settled
from bot.store.staff import invitations
from tests.cli.operators import Operator
from tests.databases import Databases

T = TypeVar("T")

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CONTENT = Path(__file__).parents[2] / "content"
MINH = Address("telegram", "loa", "7")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_of_itself_what_the_list_of_commands_says_of_it(name: str) -> None:
    assert loaded(name).help == COMMANDS[name].line


def test_an_invitation_is_shown_once_and_works(operator: Operator) -> None:
    said = operator.says("staff", "invite", "--name", "Chị Minh", "--commune", "Xã Mỹ Long", "--role", "officer")
    assert "Chị Minh (cán bộ xã, Xã Mỹ Long)" in said
    code = re.search(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b", said)
    assert code is not None
    member = operator.does(lambda tx: invitations.redeem(tx, code_hash(code[0].lower()), MINH, datetime.now(UTC), "vi"))
    assert member is not None
    assert (member.name, member.role, len(member.communes)) == ("Chị Minh", Role.OFFICER, 1)

    listed = operator.says("staff", "list")
    assert "Chị Minh" in listed
    assert code[0] not in listed
    assert "đã thôi" in operator.says("staff", "remove", str(member.id))
    assert "đã thôi" in operator.says("staff", "list")
    assert "đang làm việc" in operator.fails("staff", "remove", str(member.id))


def test_communes_are_named_or_numbered(operator: Operator) -> None:
    assert "--commune" in operator.fails("staff", "invite", "--name", "Minh")
    assert "Không tìm thấy" in operator.fails("staff", "invite", "--name", "Minh", "--commune", "Atlantis")
    many = operator.fails("staff", "invite", "--name", "Minh", "--commune", "Long Hòa")
    codes = re.findall(r"\b\d{5}\b", many)
    assert len(codes) > 1, "where a name is not enough, the codes are told"
    assert "Mã mời" in operator.says("staff", "invite", "--name", "Minh", "--commune", codes[0])
    assert "tất cả các xã" in operator.says("staff", "invite", "--name", "Hạnh", "--role", "supervisor")
    assert "Hãy cho biết tên" in operator.fails("staff", "invite", "--name", " ", "--role", "admin")


def test_parcels_given_up_are_listed_without_their_words_and_sent_again(operator: Operator) -> None:
    assert "Không có tin nào" in operator.says("parcels")

    def give_up(tx: Transaction) -> list[int]:
        for number in range(3):
            parcels.post(
                tx, f"k{number}", Address("telegram", "loa", str(number)), Message("Chị Lan 0912 345 678"), NOW
            )
        claimed = parcels.claim(tx, "one", NOW, NOW - NOW, 10)
        parcels.settle(tx, [Settled(one.number, one.fence, "never", reason="chat not found") for one in claimed], NOW)
        return [one.number for one in claimed]

    numbers = operator.does(give_up)
    listed = operator.says("parcels")
    assert listed.count("chat not found") == 3
    assert "Lan" not in listed
    assert "0912" not in listed
    assert "1 tin" in operator.says("parcels", "resend", str(numbers[0]))
    assert "2 tin" in operator.says("parcels", "resend", "--all")
    assert operator.does(lambda tx: parcels.due(tx, datetime.now(UTC))) == 3
    assert "Không có tin nào" in operator.fails("parcels", "resend", str(numbers[0]))
    assert "--all" in operator.fails("parcels", "resend")


def test_a_backup_goes_round(operator: Operator, made_databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    operator.does(lambda tx: parcels.post(tx, "k", MINH, Message("Dạ"), NOW))
    assert "1 dòng" in operator.says("backup", "deep/loa.zip")
    assert "đã có" in operator.fails("backup", "deep/loa.zip")
    assert "--force" in operator.fails("restore", "deep/loa.zip")
    assert "1 dòng" in operator.says("restore", "--force", "deep/loa.zip")
    monkeypatch.setenv("LOA_DATABASE", made_databases.empty("sqlite"))
    assert "1 dòng" in operator.says("restore", "deep/loa.zip"), "the tables are made where there are none"
    monkeypatch.setenv("LOA_KEY", Vault.new_text())
    assert "không phải là khóa" in operator.fails("restore", "--force", "deep/loa.zip")
    assert "không phải là khóa" in operator.fails("parcels")
    assert "Không đọc được" in operator.fails("restore", "--force", "nowhere.zip")


def test_a_database_in_use_is_not_restored_over(
    operator: Operator, made_databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator.says("backup", "loa.zip")
    url = made_databases.fresh("sqlite")
    monkeypatch.setenv("LOA_DATABASE", url)
    with only_process(url):
        assert "đang dùng" in operator.fails("restore", "loa.zip")
        assert "Không có tin nào" in operator.says("parcels"), "but it can be looked at"


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("LOA_KEY", "", "Chưa đặt LOA_KEY"),
        ("LOA_KEY", "abc", "base64"),
        ("LOA_DATABASE", "mysql://localhost/loa", "SQLite"),
        ("LOA_DATABASE", "postgresql://nobody@127.0.0.1:1/loa", "Không tới được cơ sở dữ liệu"),
        ("LOA_DATABASE", "postgresql://nobody@no-such-host.invalid/loa", "Không tới được cơ sở dữ liệu"),
        ("LOA_DATABASE", "sqlite:////proc/nowhere/loa.db", "Chưa có cơ sở dữ liệu ở /proc/nowhere/loa.db"),
        ("LOA_DATABASE", "sqlite:///fresh.db", "/fresh.db; nếu đúng là nơi ấy thì hãy chạy: loa migrate"),
        ("LOA_PORT", "many", "LOA_PORT"),
    ],
)
def test_mistakes_are_told_in_a_sentence(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(variable, value)
    told = operator.fails("parcels")
    assert sentence in told
    assert told.count("\n") == 1


def test_whoever_migrates_in_another_folder_is_told_where_the_new_database_lies(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LOA_DATABASE", "sqlite:///var/loa.db")
    operator.fails("parcels")
    assert not (tmp_path / "var" / "loa.db").exists(), "looking makes no database"
    file = tmp_path / "var" / "loa.db"
    told = operator.fails("migrate")
    assert "không có .env" in told
    assert "loa migrate --new" in told
    assert not (tmp_path / "var").exists()
    assert operator.says("migrate", "--new") == f"Đã tạo cơ sở dữ liệu mới: {file}.\n"
    assert operator.says("migrate") == f"Cơ sở dữ liệu đã sẵn sàng: {file}.\n"


def test_a_database_that_is_not_there_is_told(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    if "postgresql" not in operator.url:
        pytest.skip("only a server can lack a database")
    monkeypatch.setenv("LOA_DATABASE", re.sub(r"loa_\w+", "no_such", operator.url))
    assert "chưa có cơ sở dữ liệu" in operator.fails("parcels")


def test_a_figure_that_nobody_confirms_fails_the_strict_check_after_thirty_days(operator: Operator) -> None:
    assert "không có lỗi" in operator.says("check", "--day", "2027-01-31")
    before, after = (operator.fails("check", "--strict", "--day", day) for day in ("2027-01-30", "2027-01-31"))
    assert "rural_poverty_line" not in before
    assert "rural_poverty_line: giá trị từ ngày 01/01/2027" in after
    assert "không phải là ngày" in operator.fails("check", "--strict", "--day", "31/1/2027")


def test_the_library_is_checked(operator: Operator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "không có lỗi" in operator.says("check")
    broken = tmp_path / "broken"
    (broken / "figures").mkdir(parents=True)
    (broken / "figures" / "a.yaml").write_text("pension: [")
    monkeypatch.setenv("LOA_CONTENT", str(broken))
    told = operator.fails("check")
    assert re.search(r"figures/a\.yaml:\d+:\d+: ", told)


def test_what_a_machine_can_mend_is_mended_and_the_rest_is_told(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    monkeypatch.setenv("LOA_CONTENT", str(content))
    money, page = content / "figures" / "contribution.yaml", content / "topics" / "contact" / "vi.md"
    good = money.read_text(encoding="utf-8")
    money.write_text(good.replace("value: 2530000, from: 2026-07-01", "value: 2.530.000, from: 01/07/2026"), "utf-16")
    told = operator.says("check", "--fix")
    assert "Đã sửa: content/figures/contribution.yaml:1: UTF-16 → UTF-8  (bảng mã)\n" in told
    assert "contribution.yaml:35: 2.530.000 → 2530000  (“2.530.000” không phải là số)\n" in told
    assert "contribution.yaml:35: 01/07/2026 → 2026-07-01  (“01/07/2026” không phải là ngày)\n" in told
    assert "Máy sửa 3 chỗ trong 1 tệp." in told
    assert "Nội dung không có lỗi" in told
    assert money.read_text(encoding="utf-8") == good
    page.write_text(page.read_text(encoding="utf-8") + "\n• một\n\n<b>hai</b>\n", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main(("check", "--fix"))
    done, left = capsys.readouterr()
    assert end.value.code == 2
    assert "• → -  (Không dùng dấu chấm tròn)" in done
    assert "Không dùng thẻ HTML" in left
    assert "chấm tròn" not in left
    assert page.read_text(encoding="utf-8").endswith("\n- một\n\n<b>hai</b>\n")


def test_settings_are_shown_without_secrets(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_DATABASE", "postgresql://loa:sesame@db/loa")
    monkeypatch.setenv("LOA_TELEGRAM_TOKEN", "123:open")
    monkeypatch.setenv("COLUMNS", "200")
    shown = operator.says("settings")
    assert "LOA_DELIVERY_TRIES" in shown
    for secret in ("sesame", "123:open", operator.key):
        assert secret not in shown


def test_a_slip_in_a_setting_is_noticed(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOA_TELEGRAM_TOKN", "x")
    with pytest.raises(SystemExit) as end:
        main(["settings"])
    assert end.value.code == 0
    assert "LOA_TELEGRAM_TOKN" in capsys.readouterr().err


def test_a_key_is_made(operator: Operator) -> None:
    Vault.from_text(operator.says("key"))


@pytest.mark.parametrize("arguments", [["frobnicate"], ["restore"], ["staff", "invite", "--role", "king"]])
def test_what_is_no_command_ends_with_two(operator: Operator, arguments: list[str]) -> None:
    assert operator.fails(*arguments)


@pytest.mark.parametrize("there", ["var", ".env"])
def test_a_folder_of_loas_is_migrated_without_a_question(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, there: str
) -> None:
    monkeypatch.setenv("LOA_DATABASE", "sqlite:///var/loa.db")
    (tmp_path / there).touch() if there == ".env" else (tmp_path / there).mkdir()
    assert "Đã tạo cơ sở dữ liệu mới" in operator.says("migrate")


@pytest.mark.parametrize("command", ["evaluate", "calibrate"])
def test_without_questions_nothing_is_scored_and_that_is_told(operator: Operator, command: str) -> None:
    assert "Không có bộ câu hỏi nào" in operator.fails(command)
