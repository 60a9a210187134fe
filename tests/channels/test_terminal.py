"""The terminal channel: what is printed, and lines that are read without holding anything up."""

from __future__ import annotations

import io

from rich.console import Console

from bot.channels.terminal import Terminal, typed_lines
from bot.domain.messages import Button
from bot.store.messages.outbox import ParcelKind
from tests.channels.parcels import parcel


async def printed(text: str, *buttons: Button, kind: ParcelKind = "new") -> str:
    paper = io.StringIO()
    assert await Terminal(console=Console(file=paper, width=60)).send(parcel("me", text, *buttons, kind=kind)) == "k1"
    return "\n".join(line.rstrip() for line in paper.getvalue().splitlines())


async def test_options_are_numbered_and_nothing_is_markup() -> None:
    said = await printed("Chọn [bold]một[/bold]:", Button("a", "Có [x]"), Button("b", "Không"))
    assert said == "  Chọn [bold]một[/bold]:\n    1. Có [x]\n    2. Không\n"


async def test_an_edit_is_printed_anew_and_a_deletion_not_at_all() -> None:
    assert await printed("Xong", kind="edit") == "  (đã sửa) Xong\n"
    assert await printed("Xong", kind="delete") == ""


async def test_lines_are_read_to_the_end() -> None:
    assert [line async for line in typed_lines(io.StringIO("chào\r\n\nhết"))] == ["chào", "", "hết"]
