"""Where every setting comes from: LOA_… variables and a `.env` file."""

from __future__ import annotations

from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "LOA_"


class OperatorSettings(BaseSettings):
    """What an operator decides.

    Secrets are SecretStr, so that they are printed nowhere by chance.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )
