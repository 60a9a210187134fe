"""`loa init`: asks what a province has to decide, and writes it where Loa reads it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.domain.errors import Trouble
from bot.settings.environment import PREFIX
from bot.store.engine.vault import Vault

HOME, CONTACT, ENVIRONMENT = Path("content/offices/home.yaml"), Path("content/figures/contact.yaml"), Path(".env")
#: What is asked: option, question, and where it goes.
IN_ENVIRONMENT = {
    "address": f"{PREFIX}PUBLIC_URL",
    "telegram": f"{PREFIX}TELEGRAM_TOKEN",
    "zalo_bot": f"{PREFIX}ZALO_BOT_TOKEN",
    "database": f"{PREFIX}DATABASE",
}
IN_HOME = {
    "province": r"^(province: ).*$",
    "controller": r"^(controller:\n  vi: ).*$",
    "hours": r"^(hours:\n  vi: ).*$",
}
HOTLINE = r'(^hotline:\n(?:  .*\n)*?    - \{value: )"[^"]*"'
STILL = (
    "Còn phải làm:",
    "- chép LOA_KEY trong .env cất ở nơi khác, ngoài máy chủ này;",
    "- trong content/offices/home.yaml: sửa name, notice, duty và các câu tiếng Anh (en) cho đúng đơn vị;",
    "- loa check; loa migrate; chạy dịch vụ; mời quản trị: loa staff invite --role admin; rồi loa doctor.",
)


def init(
    province: Annotated[str, typer.Option(help="Mã tỉnh (hai số, như tên tệp trong content/places)")] = "",
    controller: Annotated[str, typer.Option(help="Bên kiểm soát dữ liệu: tên đơn vị và cách liên hệ")] = "",
    hotline: Annotated[str, typer.Option(help="Số tổng đài cho người dân gọi")] = "",
    hours: Annotated[str, typer.Option(help="Giờ làm việc, viết thành câu")] = "",
    address: Annotated[str, typer.Option(help="Địa chỉ https của trang, không có / cuối")] = "",
    telegram: Annotated[str, typer.Option(help="Mã bot Telegram; không dùng thì bỏ trống")] = "",
    zalo_bot: Annotated[str, typer.Option(help="Mã Zalo Bot; không dùng thì bỏ trống")] = "",
    database: Annotated[str, typer.Option(help="sqlite:///… hoặc postgresql://…; trống: SQLite")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Ghi đè cả những gì đang có, không hỏi lại")] = False,
) -> None:
    """Bắt đầu ở một tỉnh: hỏi những điều tỉnh phải quyết, ghi .env và content/offices/home.yaml."""
    told = {"province": province, "controller": controller, "hotline": hotline, "hours": hours, "address": address}
    told |= {"telegram": telegram, "zalo_bot": zalo_bot, "database": database}
    if sys.stdin.isatty():
        told = {name: value or _asked(name) for name, value in told.items()}
    _check(told)
    texts = {HOME: _home(told), CONTACT: _contact(told["hotline"]), ENVIRONMENT: _environment(told)}
    changed = {file: new for file, (old, new) in texts.items() if old != new}
    lost = [line for file in changed for line in _lost(*texts[file], file)]
    if lost and not yes and not (sys.stdin.isatty() and typer.confirm("Thay những dòng này?\n" + "\n".join(lost))):
        raise Trouble("Chưa ghi gì, vì các dòng này đang có giá trị khác (thêm --yes để thay):\n" + "\n".join(lost))
    for file, new in changed.items():
        _write(file, new)
        typer.echo(f"Đã ghi {file}.")
    typer.echo("\n".join(STILL))


def _asked(name: str) -> str:
    option = next(one for one in _questions() if one[0] == name)
    said: str = typer.prompt(option[1], default="", show_default=False)
    return said.strip()


def _questions() -> list[tuple[str, str]]:
    return [
        (name, hint.__metadata__[0].help)
        for name, hint in init.__annotations__.items()
        if hasattr(hint, "__metadata__")
    ]


def _check(told: dict[str, str]) -> None:
    """Raises Trouble for what cannot be, before anything is written."""
    if told["province"] and not list(HOME.parents[1].glob(f"places/{told['province']}-*.yaml")):
        raise Trouble(f"Không có tỉnh mã {told['province']} trong content/places.")
    if told["address"] and not re.fullmatch(r"https?://[^\s/]+", told["address"]):
        raise Trouble("Địa chỉ phải viết như https://loa.example.vn, không có / cuối.")
    if told["hotline"] and not re.fullmatch(r"[0-9][0-9 .]{3,14}[0-9]", told["hotline"]):
        raise Trouble("Số tổng đài chỉ gồm chữ số và dấu cách, ví dụ 1900 9068.")
    if wrong := [name for name, value in told.items() if not value.isprintable()]:
        raise Trouble(f"Có ký tự lạ trong: {', '.join(wrong)}.")


def _home(told: dict[str, str]) -> tuple[str, str]:
    old = new = _text(HOME)
    for name, pattern in IN_HOME.items():
        if told[name]:
            value = told[name] if name == "province" else _quoted(told[name])
            new = _put(new, pattern, value, HOME)
    return old, new


def _contact(hotline: str) -> tuple[str, str]:
    old = _text(CONTACT)
    return (old, _put(old, HOTLINE, _quoted(hotline), CONTACT)) if hotline else (old, old)


def _environment(told: dict[str, str]) -> tuple[str, str]:
    """Lines that are there keep their place; the key is made once and never changed."""
    old = new = ENVIRONMENT.read_text(encoding="utf-8") if ENVIRONMENT.exists() else ""
    values = {variable: told[name] for name, variable in IN_ENVIRONMENT.items() if told[name]}
    if not re.search(rf"^{PREFIX}KEY=.+$", old, re.M):
        values = {f"{PREFIX}KEY": Vault.new_text(), **values}
    lines = new.split("\n")
    for variable, value in values.items():
        line, there = f"{variable}={value}", [one.startswith(f"{variable}=") for one in lines]
        if any(there):
            lines[there.index(True)] = line
        else:
            lines[-1:] = [*filter(None, lines[-1:]), line, ""]
    new = "\n".join(lines)
    return old, new


def _put(text: str, pattern: str, value: str, file: Path) -> str:
    """The value in its place; everything else, comments too, as it was."""
    new, count = re.subn(pattern, lambda found: found[1] + value, text, count=1, flags=re.M)
    if not count:
        raise Trouble(f"{file} không có dạng mà lệnh này biết sửa; hãy sửa tay.")
    return new


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _lost(old: str, new: str, file: Path) -> list[str]:
    """Lines that would go, for a person to see; secrets are not shown."""
    gone = [line for line in old.splitlines() if line not in new.splitlines() and not line.endswith("=")]
    return [f"{file}: {line.partition('=')[0] if file == ENVIRONMENT else line.strip()}" for line in gone]


def _text(file: Path) -> str:
    if not file.exists():
        raise Trouble(f"Không có {file}: hãy chép thư mục content về đây trước (docs/operate.md, phần 1).")
    return file.read_text(encoding="utf-8")


def _write(file: Path, text: str) -> None:
    """Whole or not at all; what holds secrets is for its owner alone."""
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o600
    part = file.with_name(f".{file.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)
    part.chmod(0o600 if file == ENVIRONMENT else mode)
    part.replace(file)
