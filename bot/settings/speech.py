"""The settings of speech: the program that reads aloud on Telegram and Zalo."""

from __future__ import annotations

import shlex

from pydantic import Field, field_validator

from bot.settings.environment import OperatorSettings


class SpeechSettings(OperatorSettings):
    """What an operator decides about reading answers aloud."""

    speech_program: str = Field(
        default="",
        description="Lệnh đọc thành tiếng: nhận chữ ở đầu vào, trả tệp WAV ở đầu ra; {language} là vi hoặc en, ví dụ "
        "espeak-ng -v {language} -s 150 --stdin --stdout. Trống: Telegram và Zalo không đọc thành tiếng",
    )

    @field_validator("speech_program")
    @classmethod
    def _splits(cls, said: str) -> str:
        shlex.split(said)
        return said
