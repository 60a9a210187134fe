"""Every setting, typed and described; read once, from LOA_… variables and a `.env` file."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Literal, TypeVar

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import SettingsError

from bot.domain.errors import Trouble
from bot.domain.outreach.links import links_of
from bot.domain.retention import Retention
from bot.settings.environment import PREFIX, OperatorSettings
from bot.settings.limits import LimitSettings
from bot.settings.mistakes import ENV_FILE, wrong_file, wrong_json, wrong_values
from bot.settings.speech import SpeechSettings
from bot.settings.telegram import TelegramSettings
from bot.settings.zalo_bot import ZaloBotSettings
from bot.settings.zalo_oa import ZaloOaSettings
from bot.store.engine.lockfile import lock_of
from bot.store.engine.vault import Vault
from bot.words import FIRST, LanguageCode

NONE = SecretStr("")
MASK = "••••••"
S = TypeVar("S", bound=OperatorSettings)


class Settings(TelegramSettings, ZaloOaSettings, ZaloBotSettings, SpeechSettings, LimitSettings):
    """What an operator decides about Loa.

    What they decide about the channels that come with it is at hand here too.
    """

    database: str = Field(default="sqlite:///var/loa.db", description="Cơ sở dữ liệu: sqlite:///… hoặc postgresql://…")
    database_connections: int = Field(default=8, ge=2, le=100, description="Số kết nối tới PostgreSQL mỗi tiến trình")
    erasures: str = Field(
        default="",
        description="Tệp ghi những gì đã xóa, đã rút, để khôi phục không làm sống lại; trống: cạnh tệp SQLite. Dùng "
        "PostgreSQL thì phải đặt, ở nơi mọi tiến trình cùng ghi được và không nằm trong bản sao lưu",
    )
    key: SecretStr = Field(default=NONE, description="Khóa mã hóa dữ liệu cá nhân: 32 byte viết bằng base64")
    key_old: SecretStr = Field(
        default=NONE, description="Các khóa cũ khi đang đổi khóa, cách nhau bằng dấu phẩy: chỉ để mở, không để cất"
    )
    key_file: Path = Field(default=Path("var/key"), description="Nơi `loa demo` cất khóa tự tạo khi chưa có LOA_KEY")

    content: Path = Field(
        default_factory=lambda: shipped("content", "topics"),
        description="Thư mục nội dung do biên tập viên soạn; trống: content ở thư mục này, không thì bản kèm theo",
    )
    locales: Path = Field(
        default_factory=lambda: shipped("locales", FIRST),
        description="Thư mục bản dịch; trống: locales ở thư mục này, không thì bản kèm theo",
    )
    compiled: Path = Field(
        default=Path("var/compiled"),
        description="Nơi cất nội dung đã dựng sẵn để lần sau khởi động nhanh; xóa lúc nào cũng được",
    )
    language: LanguageCode = Field(default=FIRST, description="Ngôn ngữ dùng với người mới nhắn lần đầu")

    host: str = Field(default="127.0.0.1", description="Địa chỉ mà máy chủ web lắng nghe")
    port: int = Field(default=8080, ge=1, le=65535, description="Cổng của máy chủ web")
    public_url: str = Field(
        default="", pattern=r"^(https?://\S+)?$", description="Địa chỉ https mà bên ngoài thấy, không có / cuối"
    )
    metrics_token: SecretStr = Field(
        default=NONE, description="Mã để đọc /metrics; trống: chỉ đọc được từ chính máy này"
    )

    form_days: int = Field(default=7, ge=1, description="Biểu mẫu đang điền dở được giữ bao nhiêu ngày")
    keep_days: int = Field(
        default=30, ge=2, description="Tin đến, dòng trò chuyện trên trang web được giữ bao nhiêu ngày sau khi xong"
    )
    keep_case_days: int = Field(
        default=30, ge=1, description="Lời trao đổi trực tiếp với cán bộ được giữ bao nhiêu ngày sau khi xong"
    )
    content_second: bool = Field(
        default=False,
        description="Sửa tệp nội dung cũng phải có người thứ hai duyệt ở trang Nội dung, khi đã có biên tập viên",
    )
    keep_lead_days: int = Field(
        default=90,
        ge=30,
        description="Tên và số điện thoại của yêu cầu đã xong được giữ bao nhiêu ngày; lời xin đồng ý nói cùng con số",
    )
    keep_parcel_days: int = Field(
        default=7, ge=2, description="Tin đã gửi, hoặc gửi không được, còn trong hộp thư đi bao nhiêu ngày"
    )

    delivery_slots: int = Field(
        default=20, ge=1, le=200, description="Một tài khoản kênh gửi cùng lúc tới bao nhiêu người"
    )
    delivery_tries: int = Field(default=12, ge=1, description="Gửi ít nhất bao nhiêu lần trước khi bỏ cuộc")
    delivery_hours: int = Field(default=24, ge=0, description="…và ít nhất bao nhiêu giờ, khi kênh không tới được")
    delivery_lease_seconds: int = Field(
        default=90, ge=10, description="Một lần gửi lâu nhất bao nhiêu giây rồi bị coi là hỏng"
    )
    delivery_grace_seconds: int = Field(default=10, ge=0, description="Khi tắt, đợi các tin đang gửi bao nhiêu giây")

    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="Mức nhật ký")
    log_format: Literal["auto", "json", "text"] = Field(
        default="auto", description="auto: chữ trên màn hình, JSON ở nơi khác"
    )

    @property
    def lease(self) -> timedelta:
        return timedelta(seconds=self.delivery_lease_seconds)

    @property
    def keeping(self) -> Retention:
        """For how long things are kept once they are done."""
        days = (self.keep_days, self.form_days, self.keep_lead_days, self.keep_case_days, self.keep_parcel_days)
        return Retention(*(timedelta(days=number) for number in days))

    @property
    def erasure_list(self) -> Path | None:
        """The list of erasures; None where it has no place."""
        if self.erasures:
            return Path(self.erasures)
        file = lock_of(self.database)
        return file.with_suffix("").with_suffix(".erasures") if file is not None else None

    @property
    def vault_key(self) -> str:
        """The key as base64; raises Trouble where it was not set."""
        key = self.key.get_secret_value()
        if not key:
            raise Trouble("Chưa đặt LOA_KEY: hãy tạo khóa bằng `loa key` rồi cất một bản ở nơi an toàn, ngoài máy chủ.")
        return key

    @property
    def vault(self) -> Vault:
        """Seals with the key, opens with the old ones too.

        Raises Trouble where one is none, or the key was not set.
        """
        old = re.split(r"[\s,;]+", self.key_old.get_secret_value().strip())
        return Vault.from_text(self.vault_key, [one for one in old if one])

    def derived(self, purpose: str) -> str:
        """A secret for that purpose, derived from the key: the same in every process."""
        return hmac.new(self.vault_key.encode(), purpose.encode(), hashlib.sha256).hexdigest()

    def of(self, kind: type[S]) -> S:
        """The settings of a channel: part of these, or read on their own.

        Raises Trouble where one is wrong.
        """
        return self if isinstance(self, kind) else read(kind)


def shown(settings: OperatorSettings) -> Iterator[tuple[str, str, str]]:
    """Every setting as (variable, value, description); secrets are masked."""
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        secret = isinstance(value, SecretStr) and bool(value.get_secret_value())
        text = MASK if secret else _masked(str(value))
        yield f"{PREFIX}{name.upper()}", text, field.description or ""


def _masked(text: str) -> str:
    """A URL without name and password, also where an @ or a / in it should have been coded."""
    text = re.sub(r"(?<=//).*(?=@)", MASK, text, flags=re.DOTALL)
    return re.sub(r"(?<=password=)[^&]*", MASK, text)


def read(kind: type[S]) -> S:
    """Settings of that kind; raises Trouble that says what is wrong, and what is right."""
    if wrong := wrong_file():
        raise Trouble(wrong)
    try:
        return kind()
    except ValidationError as error:
        raise Trouble(wrong_values(error, kind.model_fields)) from None
    except SettingsError as error:
        raise Trouble(wrong_json(error, kind.model_fields)) from None


def read_settings() -> Settings:
    """The settings of this process, after a word about names that are none.

    Raises Trouble where one is wrong.
    """
    for name in unknown_variables():
        sys.stderr.write(no_such(name) + "\n")
    return read(Settings)


def ways_in(settings: Settings) -> dict[str, str]:
    """The address that opens each channel, by its title, as far as the settings say."""
    found = {
        "Telegram": f"https://t.me/{settings.telegram_name}" if settings.telegram_name else "",
        "Zalo": settings.zalo_link,
        "Trang web": f"{settings.public_url}/chat/" if settings.public_url else "",
    }
    return {title: link for title, link in found.items() if link}


def links_of_code(code: str, settings: Settings) -> dict[str, str]:
    """The address that opens each channel with a printed code, as far as the settings say."""
    return links_of(code, zalo=settings.zalo_link, telegram=settings.telegram_name, web=settings.public_url)


def with_demo_key(settings: Settings) -> Settings:
    """The settings with a key: the one set, else that in `key_file`, made on the first run."""
    if settings.key.get_secret_value():
        return settings
    if not settings.key_file.exists():
        settings.key_file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(settings.key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(Vault.new_text())
    return settings.model_copy(update={"key": SecretStr(settings.key_file.read_text().strip())})


def shipped(name: str, sign: str) -> Path:
    """The folder of that name where the program was started, else the one it came with.

    It is known by the `sign` in it.
    """
    package = Path(str(files("bot")))
    return next((f for f in (Path(name), package / name) if (f / sign).is_dir()), package.parent / name)


def unknown_variables(kinds: Iterable[type[OperatorSettings]] = (Settings,)) -> list[str]:
    """LOA_… names in the environment and `.env` that are settings of no kind: most likely slips."""
    known = {f"{PREFIX}{name.upper()}" for kind in kinds for name in kind.model_fields}
    named = {*os.environ, *(dotenv_values(ENV_FILE) if not wrong_file() else ())}
    return sorted(name for name in named if name.upper().startswith(PREFIX) and name.upper() not in known)


def no_such(name: str) -> str:
    """What is to be said of a name that no setting has."""
    near = get_close_matches(name.upper(), [f"{PREFIX}{field.upper()}" for field in Settings.model_fields], 1)
    return f"Không có cài đặt nào tên {name}.{f' Có phải ý là {near[0]} không?' if near else ''}"
