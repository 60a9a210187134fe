"""`loa who-hears-what`: what happens to a request or live question, and who is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console

from bot.domain.calendar import VIET_NAM
from bot.reports.plain_table import PlainTable
from bot.services.cases.who_hears import HEARS as CASES
from bot.services.leads.who_hears import HEARS as LEADS
from bot.services.leads.who_hears import Hears
from bot.settings.settings import read_settings
from bot.words import FIRST, Language, Value, Words, languages

HEADS: Mapping[str, str] = {
    "asker": "Người xin gọi, người hỏi",
    "for_other": "Người xin gọi hộ",
    "holder": "Người đang giữ",
    "office": "Cán bộ đến lượt, nhóm cán bộ",
    "former": "Người giữ trước",
    "copies": "Thẻ đã gửi đổi thành",
}
SAMPLE: Mapping[str, Value] = {
    "number": "17",
    "name": "Lan",
    "staff": "Minh",
    "commune": "xã Mỹ Long",
    "by": datetime(2026, 11, 25, 17, tzinfo=VIET_NAM),
    "day": date(2026, 11, 26),
    "hotline": "1900 9068",
}
"""The example that the sentences are filled with; what staff read names the officer who has it."""
FOR_CITIZENS = {"asker", "for_other"}
CAPTION = "Người tự làm việc ấy được trả lời ngay tại chỗ. Ví dụ: yêu cầu số 17 của Lan, cán bộ Minh."


def show(
    as_json: Annotated[bool, typer.Option("--json", help="Xuất JSON cho chương trình khác")] = False,
) -> None:
    """Ai được báo gì khi có việc xảy ra với một yêu cầu gọi lại hay một câu hỏi trực tiếp."""
    speaks = languages(read_settings().locales)[FIRST]
    rows = {"requests": list(_rows(LEADS.items(), speaks)), "questions": list(_rows(CASES.items(), speaks))}
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for title, kind in (("Yêu cầu gọi lại", "requests"), ("Câu hỏi trực tiếp", "questions")):
        table = PlainTable("Việc xảy ra", *HEADS.values(), title=title, caption=CAPTION, lines=True)
        for row in rows[kind]:
            table.row(row["what"], *(row.get(name, "") for name in HEADS))
        Console().print(table)


def _rows(hears: Iterable[tuple[str, Hears]], speaks: Language) -> Iterator[dict[str, str]]:
    for event, row in hears:
        named = {field.name: getattr(row, field.name) for field in fields(row)}
        said = {name: _said(name, words, speaks) for name, words in named.items() if words is not None}
        yield {"event": str(event), **said}


def _said(reader: str, words: Words, speaks: Language) -> str:
    values = SAMPLE if reader in FOR_CITIZENS else {**SAMPLE, "name": SAMPLE["staff"]}
    return speaks.say(Words(words.msgid, tuple(values.items())))
